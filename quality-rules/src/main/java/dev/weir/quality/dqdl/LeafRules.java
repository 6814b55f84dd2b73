package dev.weir.quality.dqdl;

import com.amazon.deequ.dqdl.util.DefaultDQDLParser;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.quality.dqdl.parse.DqdlGrammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleParameterValue;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.string.Tag;

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

    /** @param parameters those of the leaf, with names of columns that Deequ reads */
    static DQRule of(Leaf leaf, List<String> parameters) {
        String name = leaf.name().text();
        if (NOT_LISTED.contains(name)
                || (OF_ONE_COLUMN.contains(name) && leaf.parameters().size() > 1)) {
            return unlisted(leaf, parameters);
        }
        DQRule rule =
                parsed(name.equals("CustomSql") ? PARTS.matcher(leaf.text()).replaceAll("$1 `$2`") : leaf.text());
        Map<String, String> values = new LinkedHashMap<>(rule.getParameters());
        values.replaceAll((key, value) -> DqdlGrammar.unescaped(value));
        for (int i = 0; i < parameters.size(); i++) {
            String written = leaf.parameters().get(i).text();
            String given = parameters.get(i);
            values.replaceAll((key, value) -> value.equals(written) ? given : value);
        }
        Optional<String> where = leaf.where().map(Word::text);
        return values.equals(rule.getParameters()) && where.equals(Optional.ofNullable(rule.getWhereClause()))
                ? rule
                : with(values, where, rule);
    }

    private static DQRule with(Map<String, String> parameters, Optional<String> where, DQRule rule) {
        Map<String, Tag> tags = new LinkedHashMap<>();
        rule.getTags().forEach((key, value) -> tags.put(key, new Tag(key, value)));
        return new DQRule(
                rule.getRuleType(),
                parameters,
                DQRuleParameterValue.createParameterValueMap(parameters),
                rule.getCondition(),
                rule.getThresholdCondition(),
                rule.getOperator(),
                rule.getNestedRules(),
                where.orElse(null),
                rule.getIsExcludedAtRowLevelInCompositeRules(),
                tags);
    }

    private static DQRule parsed(String text) {
        return DefaultDQDLParser.parse("Rules = [\n" + text + "\n]").getRules().get(0);
    }

    private static DQRule unlisted(Leaf leaf, List<String> columns) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            parameters.put(columns.size() == 1 ? "TargetColumn" : "TargetColumn" + (i + 1), columns.get(i));
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
