package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import java.util.List;

/** Files of the release log that are damaged, beside a list of those that are not: what is whole is shown all the same. */
public final class DamagedLogFiles {

    private DamagedLogFiles() {}

    /** Puts them into the result for tools, where there are any. */
    public static ObjectNode in(ObjectNode result, List<Problem> damaged) {
        if (!damaged.isEmpty()) {
            result.set("damaged", Json.objects(damaged, ErrorJson::problem));
        }
        return result;
    }

    /** Names each on standard error, and returns the exit status. */
    public static int print(Terminal terminal, List<Problem> damaged) {
        damaged.forEach(terminal::problem);
        return (damaged.isEmpty() ? ExitCode.DONE : new ProblemsException(damaged).exit()).status();
    }
}
