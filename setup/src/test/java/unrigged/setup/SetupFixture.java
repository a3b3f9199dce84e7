package unrigged.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import unrigged.catalog.Environment;

/** A machine made of shell scripts in a temporary folder, and a setup on it. */
final class SetupFixture {
    final Path folder;
    final Path bin;
    final Path cacheDirectory;
    final Path checkout;
    final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private final HostMachine host;

    SetupFixture(Path folder) throws IOException {
        this.folder = folder;
        this.bin = Files.createDirectories(folder.resolve("bin"));
        this.cacheDirectory = folder.resolve("home");
        this.checkout = Files.createDirectories(folder.resolve("checkout"));
        this.host =
                new HostMachine(List.of(bin), List.of(), List.of(folder.resolve("pg")), "amd64");
    }

    Setup setup() {
        return setup(Setup.USUAL_ORDER);
    }

    Setup setup(List<Origin> order) {
        return new Setup(
                cacheDirectory,
                checkout,
                folder.resolve("jdk"),
                progress::add,
                order,
                host,
                words -> commands.add(String.join(" ", words)));
    }

    static Need infrastructure() {
        return new Need(Need.INFRASTRUCTURE, Set.of());
    }

    static Need only(Environment environment) {
        return new Need(Set.of(), Set.of(environment));
    }

    static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void onPath(String name, String body) throws IOException {
        script(bin.resolve(name), body);
    }

    void nginxOnPath() throws IOException {
        onPath("nginx", "echo nginx version: nginx/1.26.3 >&2");
    }

    void pgbouncerOnPath() throws IOException {
        onPath("pgbouncer", "echo PgBouncer 1.24.1");
    }

    void postgresIn(Path bin, String version) throws IOException {
        script(bin.resolve("postgres"), "echo 'postgres (PostgreSQL) " + version + "'");
        script(bin.resolve("initdb"), "exit 0");
        script(bin.resolve("pg_ctl"), "exit 0");
    }

    /**
     * Debian's tools in small: the package nginx needs libone, which needs libtwo; the linker
     * misses both until their files are in a folder it is pointed at.
     */
    void distribution() throws IOException {
        onPath(
                "apt-get",
                """
                for p; do
                  if [ "$verb" = download ]; then touch ${p}_1.0-2_amd64.deb; fi
                  case $p in download) verb=download;; esac
                done\
                """);
        onPath(
                "apt-cache",
                """
                for p; do
                  case $p in
                    nginx) printf 'nginx\\n  Depends: libone\\n  Depends: libpresent\\n  Depends: nginx-common\\n';;
                    libone) printf 'libone\\n  Depends: libtwo\\n  Depends: <virtual>\\n';;
                  esac
                done\
                """);
        onPath(
                "dpkg-deb",
                """
                case $2 in
                  */nginx_*) mkdir -p $3/usr/sbin; cp %s $3/usr/sbin/nginx;;
                  */pgbouncer_*) mkdir -p $3/usr/sbin; cp %s $3/usr/sbin/pgbouncer;;
                  */chromium-headless-shell_*)
                    mkdir -p $3/usr/bin $3/usr/lib/chromium
                    cp %s $3/usr/bin; cp %s $3/usr/lib/chromium;;
                  */fonts-dejavu-core_*) mkdir -p $3/usr/share/fonts;;
                  */libone_*) mkdir -p $3/usr/lib/x; touch $3/usr/lib/x/libone.so.1;;
                  */libtwo_*) mkdir -p $3/usr/lib/y; touch $3/usr/lib/y/libtwo.so.2;;
                esac\
                """
                        .formatted(
                                script(
                                        folder.resolve("packed/nginx"),
                                        "echo nginx version: nginx/1.22.1"),
                                script(folder.resolve("packed/pgbouncer"), "echo PgBouncer 1.18.0"),
                                script(
                                        folder.resolve("packed/chromium-headless-shell"),
                                        "exec /usr/lib/chromium/chromium-headless-shell"),
                                script(
                                        folder.resolve("packed/lib/chromium-headless-shell"),
                                        "echo Chromium 156.0.8078.108 built on Debian")));
        onPath("dpkg-query", "echo libpresent installed; exit 1");
        onPath(
                "ldd",
                """
                case $1 in */nginx)
                  case $LD_LIBRARY_PATH in */x*) ;; *) echo '  libone.so.1 => not found';; esac
                  case $LD_LIBRARY_PATH in */y*) ;; *) echo '  libtwo.so.2 => not found';; esac
                esac\
                """);
    }

    /** Every path under the folder with its date, to see that nothing was written. */
    Set<String> everything() throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                all.add(file + " " + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }
}
