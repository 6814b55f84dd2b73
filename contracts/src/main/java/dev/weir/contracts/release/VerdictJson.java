package dev.weir.contracts.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Dimension;
import dev.weir.contracts.Place;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;

/** A verdict as an object: the rule as it was judged, then what it said. */
final class VerdictJson {

    private static final String ID = "id";
    private static final String TABLE = "table";
    private static final String CHECK = "check";
    private static final String SEVERITY = "severity";
    private static final String AUTHOR = "author";
    private static final String DIMENSION = "dimension";
    private static final String OWNER = "owner";
    private static final String BECAUSE = "because";
    private static final String PLACE = "place";
    private static final String FILE = "file";
    private static final String LINE = "line";
    private static final String COLUMN = "column";
    private static final String VERDICT = "verdict";
    private static final String EVALUATED = "evaluated";
    private static final String FAILED_ROWS = "failed-rows";
    private static final String EXPLANATION = "explanation";

    private VerdictJson() {}

    static ObjectNode print(Verdict verdict) {
        Rule rule = verdict.rule();
        ObjectNode node = Json.object().put(ID, rule.id()).put(TABLE, rule.table());
        node.set(CHECK, rule.check().match(new CheckJson()));
        node.put(SEVERITY, Json.word(rule.severity()))
                .put(AUTHOR, Json.word(rule.standing().author()))
                .put(DIMENSION, Json.word(rule.standing().dimension()))
                .put(OWNER, rule.standing().owner())
                .put(BECAUSE, rule.standing().because());
        node.set(
                PLACE,
                Json.object()
                        .put(FILE, rule.place().file())
                        .put(LINE, rule.place().line())
                        .put(COLUMN, rule.place().column()));
        return node.put(VERDICT, Json.word(verdict.answer()))
                .put(EVALUATED, verdict.evaluated())
                .put(FAILED_ROWS, verdict.failedRows())
                .put(EXPLANATION, verdict.explanation());
    }

    static Verdict parse(JsonObject json) {
        String id = json.text(ID);
        String table = json.text(TABLE);
        Rule.Check check = CheckJson.parse(json.object(CHECK));
        Severity severity = json.word(SEVERITY, Severity.class);
        Rule.Standing standing = new Rule.Standing(
                json.word(AUTHOR, Rule.Author.class),
                json.word(DIMENSION, Dimension.class),
                json.text(OWNER),
                json.text(BECAUSE));
        Place place = place(json.object(PLACE));
        Verdict.Answer answer = json.word(VERDICT, Verdict.Answer.class);
        long evaluated = json.whole(EVALUATED);
        long failedRows = json.whole(FAILED_ROWS);
        String explanation = json.text(EXPLANATION);
        return json.end(() -> new Verdict(
                new Rule(id, table, check, severity, standing, place), answer, evaluated, failedRows, explanation));
    }

    private static Place place(JsonObject json) {
        String file = json.text(FILE);
        int line = json.position(LINE);
        int column = json.position(COLUMN);
        return json.end(() -> new Place(file, line, column));
    }
}
