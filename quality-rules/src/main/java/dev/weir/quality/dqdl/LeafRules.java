package dev.weir.quality.dqdl;

import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;

/** Deequ's own rule of a leaf. */
final class LeafRules {

    /**
     * What Deequ translates, and the list of rule types that comes with its parser does not have. Their conditions are
     * read as those of {@code RowCount}.
     */
    private static final Set<String> NOT_LISTED = Set.of(
            "ZerosCount", "Variance", "Range", "Skewness", "Kurtosis", "InterquartileRange", "DuplicateRowCount");

    /** Listed with one column, and translated with several. */
    private static final Set<String> OF_ONE_COLUMN = Set.of("Uniqueness", "IsUnique");

    /** A table whose name has several parts: it is seen as a view of that name. */
    private static final Pattern PARTS = Pattern.compile("(?i)\\b(from|join)\\s+(\\w+(?:[.@]\\w+)+)");

    private LeafRules() {}

    static DQRule of(Leaf leaf) {
        String name = leaf.name().text();
        if (NOT_LISTED.contains(name)
                || (OF_ONE_COLUMN.contains(name) && leaf.parameters().size() > 1)) {
            return unlisted(leaf);
        }
        return parsed(name.equals("CustomSql") ? PARTS.matcher(leaf.text()).replaceAll("$1 `$2`") : leaf.text());
    }

    private static DQRule parsed(String text) {
        return DefaultDQDLParser.parse("Rules = [\n" + text + "\n]").getRules().get(0);
    }

    private static DQRule unlisted(Leaf leaf) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<Word> columns = leaf.parameters();
        for (int i = 0; i < columns.size(); i++) {
            parameters.put(
                    columns.size() == 1 ? "TargetColumn" : "TargetColumn" + (i + 1),
                    columns.get(i).text());
        }
        Condition condition = leaf.condition().isEmpty()
                ? new Condition("")
                : parsed("RowCount " + leaf.condition().get().text()).getCondition();
        return new DQRule(
                leaf.name().text(),
                parameters,
                condition,
                null,
                null,
                new ArrayList<>(),
                leaf.where().map(Word::text).orElse(null));
    }
}
