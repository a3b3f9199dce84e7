package unrigged.cli;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Classes, methods and fields that nothing in the compiled main classes refers to. Constants are
 * copied into what uses them and leave no trace in its bytecode; those are looked for in the
 * sources.
 *
 * @param sources the text of all main sources
 */
record DeadDeclarations(JavaClasses classes, String sources) {
    /**
     * Nothing in main, but tests of several modules ask for them, check documents against them, or
     * check a formula by them.
     */
    private static final Set<String> FOR_TESTS =
            Set.of(
                    "unrigged.catalog.Catalog.read",
                    "unrigged.experiment.Plan.scenario",
                    "unrigged.inference.Aggregation.words",
                    "unrigged.inference.AnytimeInterval.evidence",
                    "unrigged.inference.AuditRule.raisedBy",
                    "unrigged.inference.AuditRule.remedy",
                    "unrigged.inference.Interval$Bounded.contains",
                    "unrigged.inference.Metric$Unit.words",
                    "unrigged.journal.Journal.measured",
                    "unrigged.program.OperationalException.expected",
                    "unrigged.report.Report.write",
                    "unrigged.setup.Inventory.environment",
                    "unrigged.setup.Inventory.missing",
                    "unrigged.setup.Inventory.pending");

    List<String> find() {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            if (type.isAnonymousClass() || type.getSimpleName().equals("package-info")) {
                continue;
            }
            if (isDead(type)) {
                found.add(type.getName());
            }
            for (JavaMethod method : type.getMethods()) {
                if (!isNeeded(method) && isDead(method)) {
                    found.add(method.getFullName());
                }
            }
            for (JavaField field : type.getFields()) {
                if (!isNeeded(field) && isDead(field)) {
                    found.add(field.getFullName());
                }
            }
        }
        return found.stream()
                .filter(name -> FOR_TESTS.stream().noneMatch(known -> name.startsWith(known + "(")))
                .sorted()
                .toList();
    }

    private boolean isDead(JavaClass type) {
        boolean entry = type.getMethods().stream().anyMatch(DeadDeclarations::isMain);
        return !entry
                && type.getDirectDependenciesToSelf().stream()
                        .allMatch(use -> isWithin(use.getOriginClass(), type))
                && occurrences(type.getSimpleName() + ".") == 0;
    }

    private static boolean isWithin(JavaClass inner, JavaClass outer) {
        return inner.equals(outer)
                || inner.getEnclosingClass().map(around -> isWithin(around, outer)).orElse(false);
    }

    private static boolean isMain(JavaMethod method) {
        return method.getName().equals("main")
                && method.getModifiers().contains(JavaModifier.STATIC);
    }

    /** Called by what is not in these classes: the JVM, the JDK, a library or the compiler. */
    private static boolean isNeeded(JavaMethod method) {
        JavaClass owner = method.getOwner();
        boolean accessor =
                owner.isRecord()
                        && method.getRawParameterTypes().isEmpty()
                        && owner.tryGetField(method.getName()).isPresent();
        boolean ofEnum = owner.isEnum() && Set.of("values", "valueOf").contains(method.getName());
        return isMain(method)
                || isSynthetic(method)
                || accessor
                || ofEnum
                || isAnnotated(method)
                || Stream.concat(
                                owner.getAllRawSuperclasses().stream(),
                                owner.getAllRawInterfaces().stream())
                        .flatMap(above -> above.getMethods().stream())
                        .anyMatch(above -> overrides(method, above));
    }

    private static boolean overrides(JavaMethod method, JavaMethod above) {
        return method.getName().equals(above.getName())
                && method.getRawParameterTypes().size() == above.getRawParameterTypes().size();
    }

    private static boolean isNeeded(JavaField field) {
        JavaClass owner = field.getOwner();
        // Equality, JSON and texts use components without a trace.
        boolean component = owner.isRecord() && !field.getModifiers().contains(JavaModifier.STATIC);
        boolean constant = owner.isEnum() && field.getRawType().equals(owner);
        return isSynthetic(field) || component || constant || isAnnotated(field);
    }

    private static boolean isSynthetic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.SYNTHETIC)
                || member.getModifiers().contains(JavaModifier.BRIDGE);
    }

    private static boolean isAnnotated(JavaMember member) {
        return member.getAnnotations().stream()
                .anyMatch(annotation ->
                        annotation.getRawType().getPackageName().startsWith("picocli")
                                || annotation
                                        .getRawType()
                                        .getPackageName()
                                        .startsWith("com.fasterxml.jackson"));
    }

    private static boolean isDead(JavaMethod method) {
        return Stream.<JavaAccess<?>>concat(
                        method.getAccessesToSelf().stream(), method.getReferencesToSelf().stream())
                .allMatch(use -> use.getOrigin().equals(method));
    }

    private boolean isDead(JavaField field) {
        boolean isStatic = field.getModifiers().contains(JavaModifier.STATIC);
        return field.getAccessesToSelf().stream()
                        .noneMatch(use -> use.getAccessType() == AccessType.GET)
                && !(isStatic && occurrences(field.getName()) > 1);
    }

    private long occurrences(String name) {
        return Pattern.compile("\\b" + Pattern.quote(name)).matcher(sources).results().count();
    }
}
