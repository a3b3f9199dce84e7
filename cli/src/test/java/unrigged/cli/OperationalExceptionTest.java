package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import unrigged.program.EnvironmentException;
import unrigged.program.InvalidInputException;
import unrigged.program.OperationalException;

/** What an error is made of, how it is shown, and the exit status that goes with it. */
class OperationalExceptionTest {
    @Test
    void theMessageHasNeitherWhatWasExpectedNorTheRemedy() {
        OperationalException problem =
                new InvalidInputException("--rate 'x'", "a number", "for example --rate 5");
        assertEquals("--rate 'x'", problem.getMessage());
        assertEquals("a number", problem.expected().orElseThrow());
        assertEquals("for example --rate 5", problem.hint().orElseThrow());
    }

    @Test
    void eachPartHasALineAndNoneIsLeftEmpty() {
        assertEquals(
                """
                --rate 'x'
                  expected: a number
                  to fix: for example --rate 5\
                """,
                new InvalidInputException("--rate 'x'", "a number", "for example --rate 5").text());
        assertEquals(
                """
                no disk space
                  to fix: free some\
                """,
                new EnvironmentException("no disk space", "free some").text());
        assertEquals("no disk space", new EnvironmentException("no disk space").text());
    }

    @Test
    void inOneLineTheRemedyFollows() {
        assertEquals(
                "no disk space; to fix: free some",
                new EnvironmentException("no disk space", "free some").line());
        assertEquals("no disk space", new EnvironmentException("no disk space").line());
    }

    @Test
    void onlyInvalidInputIsWrongUse() {
        assertEquals(ExitCode.WRONG_USE, ExitCode.of(new InvalidInputException("x")));
        assertEquals(
                ExitCode.CANNOT_RUN,
                ExitCode.of(new EnvironmentException("x", new IOException("full"))));
    }
}
