package dev.weir.jobs.verb.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.jobs.engine.run.Backfill;
import dev.weir.jobs.engine.source.LateFiles;

/** The progress and the end of a backfill, for people and tools. */
final class BackfillText {

    private BackfillText() {}

    /** Such as {@code 3 of 30  2026-11-03  released clinical@7}. */
    static String line(String product, Backfill.Part part) {
        return part.position() + " of " + part.all() + "  " + part.interval() + "  " + ending(product, part);
    }

    private static String ending(String product, Backfill.Part part) {
        return part.ending().map(outcome -> Json.word(outcome)).orElse("released before")
                + (part.release().isPresent()
                        ? " " + product + "@" + part.release().getAsLong()
                        : "");
    }

    static String end(String product, Backfill.Result result) {
        if (result.parts().isEmpty()) {
            return "@|bold " + product
                    + "|@: none of these intervals that were released has files that are new, or of another size or time; nothing was run";
        }
        long made = result.parts().stream()
                .filter(part -> part.ending().isPresent())
                .count();
        String done =
                "@|bold " + product + "|@: " + made + " of " + (result.parts().size() + result.left())
                        + " intervals run, " + (result.parts().size() - made) + " released before";
        String late = result.late().isEmpty()
                ? ""
                : ". @|yellow " + LateFiles.words(result.late()) + "|@; " + LateFiles.remedy(product, result.late());
        return result.left() == 0 && result.exit().status() == 0
                ? done + late
                : done + late + ". @|bold,red Stopped|@ at "
                        + result.parts().get(result.parts().size() - 1).interval() + "; " + result.left()
                        + " are left. The same command goes on there.";
    }

    static String json(String product, Backfill.Result result) {
        ObjectNode node = Json.object().put("product", product).put("left", result.left());
        ArrayNode late = node.putArray("new-files");
        result.late().forEach(interval -> late.add(interval.toString()));
        node.set("intervals", Json.objects(result.parts(), part -> part(product, part)));
        return Json.print(node);
    }

    private static ObjectNode part(String product, Backfill.Part part) {
        ObjectNode node = Json.object()
                .put("interval", part.interval().toString())
                .put("from", part.interval().from().toString())
                .put("to", part.interval().to().toString())
                .put("ending", part.ending().map(outcome -> Json.word(outcome)).orElse("released-before"));
        part.release().ifPresent(release -> node.put("release", product + "@" + release));
        return node;
    }
}
