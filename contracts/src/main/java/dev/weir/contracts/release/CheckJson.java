package dev.weir.contracts.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Rule;
import java.util.List;

/** What a rule checks, as an object whose {@code kind} says which. */
final class CheckJson implements Rule.Check.Cases<ObjectNode> {

    private static final String KIND = "kind";
    private static final String ROW = "row";
    private static final String TABLE = "table";
    private static final String KEY = "key";
    private static final String REFERENCE = "reference";
    private static final String SOURCE_COLUMNS = "source-columns";

    private static final String PREDICATE = "predicate";
    private static final String DQDL = "dqdl";
    private static final String OF = "of";
    private static final String COLUMNS = "columns";
    private static final String NULLS = "nulls";
    private static final String PARENT = "parent";
    private static final String PARENT_COLUMNS = "parent-columns";
    private static final String DIFFERENCE = "difference";

    @Override
    public ObjectNode row(Rule.Row check) {
        ObjectNode node = kind(ROW).put(PREDICATE, check.predicate());
        node.set(COLUMNS, Json.texts(check.columns()));
        return node;
    }

    @Override
    public ObjectNode table(Rule.Dqdl check) {
        return kind(TABLE).put(DQDL, check.rule()).put(OF, Json.word(check.of()));
    }

    @Override
    public ObjectNode key(Rule.Key check) {
        ObjectNode node = kind(KEY);
        node.set(COLUMNS, Json.texts(check.columns()));
        return node.put(NULLS, Json.word(check.nulls()));
    }

    @Override
    public ObjectNode reference(Rule.Reference check) {
        ObjectNode node = kind(REFERENCE);
        node.set(COLUMNS, Json.texts(check.columns()));
        node.put(PARENT, check.parent());
        node.set(PARENT_COLUMNS, Json.texts(check.parentColumns()));
        return node;
    }

    @Override
    public ObjectNode columns(Rule.SourceColumns check) {
        return kind(SOURCE_COLUMNS).put(DIFFERENCE, Json.word(check.difference()));
    }

    static Rule.Check parse(JsonObject json) {
        String kind = json.text(KIND);
        switch (kind) {
            case ROW -> {
                String predicate = json.text(PREDICATE);
                List<String> columns = json.texts(COLUMNS);
                return json.end(() -> new Rule.Row(predicate, columns));
            }
            case TABLE -> {
                String rule = json.text(DQDL);
                Rule.Of of = json.word(OF, Rule.Of.class);
                return json.end(() -> new Rule.Dqdl(rule, of));
            }
            case KEY -> {
                List<String> columns = json.texts(COLUMNS);
                Rule.Nulls nulls = json.word(NULLS, Rule.Nulls.class);
                return json.end(() -> new Rule.Key(columns, nulls));
            }
            case REFERENCE -> {
                List<String> columns = json.texts(COLUMNS);
                String parent = json.text(PARENT);
                List<String> parentColumns = json.texts(PARENT_COLUMNS);
                return json.end(() -> new Rule.Reference(columns, parent, parentColumns));
            }
            case SOURCE_COLUMNS -> {
                Rule.Difference difference = json.word(DIFFERENCE, Rule.Difference.class);
                return json.end(() -> new Rule.SourceColumns(difference));
            }
            default -> throw json.wrong(KIND, "one of row, table, key, reference, source-columns");
        }
    }

    private static ObjectNode kind(String kind) {
        return Json.object().put(KIND, kind);
    }
}
