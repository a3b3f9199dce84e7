package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import unrigged.inference.RunResult;
import unrigged.journal.RunDirectory;
import unrigged.program.InvalidInputException;

class RankingSvgTest {
    private static final RunResult KEPT =
            Report.read(new RunDirectory(Path.of("../docs/results/quick-2026-11-29-2")));

    @TempDir private Path directory;

    @Test
    void everyMeasuredRatioIsADotInItsScenariosPanel() throws Exception {
        Document picture = parsed(RankingSvg.of(KEPT, List.of()));
        assertEquals(21, picture.getElementsByTagName("circle").getLength());
        String text = picture.getDocumentElement().getTextContent();
        KEPT.scenarios().forEach(s -> assertTrue(text.contains(s.scenario()), s.scenario()));
        assertEquals(
                7,
                parsed(RankingSvg.of(KEPT, List.of("better-sync")))
                        .getElementsByTagName("circle")
                        .getLength());
    }

    @Test
    void namesAreTextWhateverTheyHold() throws Exception {
        RunResult result = Report.read(new SyntheticRun().adversarial().write(directory));
        assertEquals(
                0,
                parsed(RankingSvg.of(result, List.of())).getElementsByTagName("img").getLength());
    }

    @Test
    void scenariosThatAreNotThereAreNamed() {
        InvalidInputException problem =
                assertThrows(
                        InvalidInputException.class,
                        () -> RankingSvg.of(KEPT, List.of("better-rust")));
        assertTrue(String.valueOf(problem.getMessage()).contains("better-rust"));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
