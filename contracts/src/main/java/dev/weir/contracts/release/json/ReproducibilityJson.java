package dev.weir.contracts.release.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Place;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.Reproducibility;
import java.util.List;

/** Reproducibility as JSON: in records, manifests, and what commands print. */
public final class ReproducibilityJson {

    private static final String ANSWER = "answer";
    private static final String BECAUSE = "because";
    private static final String TABLE = "table";
    private static final String FILE = "file";
    private static final String LINE = "line";
    private static final String COLUMN = "column";
    private static final String EXPRESSION = "expression";
    private static final String WHY = "why";
    private static final String REMEDY = "remedy";

    private ReproducibilityJson() {}

    /** {@code answer} and {@code because}. */
    public static ObjectNode node(Reproducibility reproducibility) {
        ObjectNode node = Json.object().put(ANSWER, Json.word(answer(reproducibility)));
        node.set(BECAUSE, Json.objects(reproducibility.because(), ReproducibilityJson::because));
        return node;
    }

    /** A part of a query that may come out differently. */
    public static ObjectNode because(Reproducibility.Because because) {
        return Json.object()
                .put(TABLE, because.table())
                .put(FILE, because.place().file())
                .put(LINE, because.place().line())
                .put(COLUMN, because.place().column())
                .put(EXPRESSION, because.expression())
                .put(WHY, because.why())
                .put(REMEDY, because.remedy());
    }

    static Reproducibility parse(JsonObject json) {
        Answer answer = json.word(ANSWER, Answer.class);
        List<Reproducibility.Because> because = json.objects(BECAUSE, ReproducibilityJson::because);
        return json.end(() -> {
            Reproducibility reproducibility = new Reproducibility(because);
            if (answer(reproducibility) != answer) {
                throw new IllegalArgumentException("answer " + answer + ", for " + because.size() + " reasons");
            }
            return reproducibility;
        });
    }

    private static Reproducibility.Because because(JsonObject json) {
        String table = json.text(TABLE);
        String file = json.text(FILE);
        long line = json.whole(LINE);
        long column = json.whole(COLUMN);
        String expression = json.text(EXPRESSION);
        String why = json.text(WHY);
        String remedy = json.text(REMEDY);
        return json.end(() -> new Reproducibility.Because(
                table, new Place(file, Math.toIntExact(line), Math.toIntExact(column)), expression, why, remedy));
    }

    private enum Answer {
        YES,
        NO
    }

    private static Answer answer(Reproducibility reproducibility) {
        return reproducibility.isGiven() ? Answer.YES : Answer.NO;
    }
}
