package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import java.util.List;

/** Problems for tools; what ended a command without a result: {@code schemas/error.schema.json}. */
public final class ErrorJson {

    private ErrorJson() {}

    /** The only text on standard output of a command that was asked for JSON and has no result. */
    public static String print(List<Problem> problems) {
        ObjectNode node =
                Json.object().put("exit", new ProblemsException(problems).exit().status());
        node.set("problems", Json.objects(problems, ErrorJson::problem));
        return node.toPrettyString();
    }

    public static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("code", problem.code().id())
                .put("name", problem.code().title())
                .put("file", problem.place().file())
                .put("line", problem.place().line())
                .put("column", problem.place().column())
                .put("what", problem.what())
                .put("why", problem.why())
                .put("remedy", problem.remedy());
    }
}
