package dev.weir.jobs.cli.terminal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.release.Reproducibility;
import dev.weir.contracts.release.json.ReproducibilityJson;
import java.util.List;

/** What may come out differently on another machine, for people and for tools. */
public final class SqlNoticeText {

    private SqlNoticeText() {}

    /** Tells which parts of queries may give other rows elsewhere. */
    public static void print(Terminal terminal, List<Reproducibility.Because> found) {
        if (!found.isEmpty()) {
            terminal.result("@|bold,yellow Not reproducible|@: " + found.size()
                    + (found.size() == 1 ? " part of a query" : " parts of queries")
                    + " may give other rows on another machine; '--strict' refuses "
                    + (found.size() == 1 ? "it" : "them"));
            found.forEach(because -> terminal.plain("  " + because));
        }
    }

    public static ArrayNode json(List<Reproducibility.Because> found) {
        return Json.objects(found, ReproducibilityJson::because);
    }
}
