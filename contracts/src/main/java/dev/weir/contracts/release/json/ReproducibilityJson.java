package dev.weir.contracts.release.json;

import static dev.weir.contracts.json.JsonKey.objects;
import static dev.weir.contracts.json.JsonKey.text;
import static dev.weir.contracts.json.JsonKey.whole;
import static dev.weir.contracts.json.JsonKey.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Place;
import dev.weir.contracts.json.JsonShape;
import dev.weir.contracts.release.Reproducibility;

/** Reproducibility as JSON: in records, manifests, and what commands print. */
public final class ReproducibilityJson {

    private static final JsonShape<Reproducibility.Because> BECAUSE = JsonShape.of(
            text("table", Reproducibility.Because::table),
            text("file", because -> because.place().file()),
            whole("line", because -> because.place().line()),
            whole("column", because -> because.place().column()),
            text("expression", Reproducibility.Because::expression),
            text("why", Reproducibility.Because::why),
            text("remedy", Reproducibility.Because::remedy),
            (table, file, line, column, expression, why, remedy) -> new Reproducibility.Because(
                    table, new Place(file, Math.toIntExact(line), Math.toIntExact(column)), expression, why, remedy));

    static final JsonShape<Reproducibility> REPRODUCIBILITY = JsonShape.of(
            word("answer", Answer.class, ReproducibilityJson::answer),
            objects("because", BECAUSE, Reproducibility::because),
            (answer, because) -> {
                Reproducibility reproducibility = new Reproducibility(because);
                if (answer(reproducibility) != answer) {
                    throw new IllegalArgumentException("answer " + answer + ", for " + because.size() + " reasons");
                }
                return reproducibility;
            });

    private ReproducibilityJson() {}

    /** {@code answer} and {@code because}. */
    public static ObjectNode node(Reproducibility reproducibility) {
        return REPRODUCIBILITY.node(reproducibility);
    }

    /** A part of a query that may come out differently. */
    public static ObjectNode because(Reproducibility.Because because) {
        return BECAUSE.node(because);
    }

    private enum Answer {
        YES,
        NO
    }

    private static Answer answer(Reproducibility reproducibility) {
        return reproducibility.isGiven() ? Answer.YES : Answer.NO;
    }
}
