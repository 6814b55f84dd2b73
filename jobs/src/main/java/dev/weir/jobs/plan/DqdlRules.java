package dev.weir.jobs.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the text of a DQDL rule tells without its parser, which the commands that need no Spark do not have: the types of
 * the rules in it and the names in quotes. A test holds it to what the quality engine says.
 */
final class DqdlRules {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z]+[A-Za-z]*\\b");
    private static final Pattern FILTER = Pattern.compile("\\bwhere\\b");

    /** {@code ColumnValues} compared with a number, once its quoted names are empty: least and greatest answer it. */
    private static final Pattern BOUND = Pattern.compile("^ColumnValues\\s+\"\"\\s*(?:>=?|<=?|=)\\s*-?[0-9.]+");

    /** Answered from states that add up row by row. */
    private static final Set<String> FROM_STATES = Set.of(
            "RowCount",
            "ColumnCount",
            "ColumnExists",
            "Completeness",
            "IsComplete",
            "Mean",
            "Sum",
            "StandardDeviation");

    /** Any mask under which NULL stays NULL leaves their answer as it is. */
    private static final Set<String> SURVIVE_ANY_MASK = Set.of("IsComplete", "Completeness", "RowCount", "ColumnCount");

    /** Masks that keep values apart leave their answer as it is. */
    private static final Set<String> SURVIVE_PSEUDONYMS =
            Set.of("IsUnique", "Uniqueness", "IsPrimaryKey", "UniqueValueRatio", "DistinctValuesCount", "Entropy");

    private DqdlRules() {}

    static boolean fromStates(String rule) {
        return !FILTER.matcher(withoutQuoted(rule)).find()
                && leaves(rule).stream().allMatch(DqdlRules::leafFromStates);
    }

    private static boolean leafFromStates(String leaf) {
        return switch (type(leaf)) {
            case "ColumnValues" -> BOUND.matcher(leaf).find();
            case "ColumnLength" -> !leaf.contains("[");
            default -> FROM_STATES.contains(type(leaf));
        };
    }

    /** Whether the rule's answer over masked values is the one over clear values. */
    static boolean survives(String rule, ColumnMask mask) {
        if (mask.keeps()) {
            return true;
        }
        boolean survives = !FILTER.matcher(withoutQuoted(rule)).find();
        for (String leaf : leaves(rule)) {
            survives &= (SURVIVE_ANY_MASK.contains(type(leaf)) && !mask.drops())
                    || (SURVIVE_PSEUDONYMS.contains(type(leaf)) && mask.keepsApart());
        }
        return survives;
    }

    /** Whether the rule speaks of a column, in quotes of its own or as a word within the quotes of a query. */
    static boolean mentions(String rule, String column) {
        Pattern word = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(column) + "(?![A-Za-z0-9_])");
        Matcher quoted = QUOTED.matcher(rule);
        while (quoted.find()) {
            if (word.matcher(quoted.group(1)).find()) {
                return true;
            }
        }
        return false;
    }

    /** The rules of which it is composed, each from its type to the next one's, quoted names left empty. */
    private static List<String> leaves(String rule) {
        String text = withoutQuoted(rule);
        List<Integer> starts = new ArrayList<>();
        Matcher types = TYPE.matcher(text);
        while (types.find()) {
            starts.add(types.start());
        }
        starts.add(text.length());
        List<String> leaves = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            leaves.add(text.substring(starts.get(i), starts.get(i + 1)));
        }
        return leaves;
    }

    private static String type(String leaf) {
        Matcher type = TYPE.matcher(leaf);
        return type.find() ? type.group() : "";
    }

    private static String withoutQuoted(String rule) {
        return QUOTED.matcher(rule).replaceAll("\"\"");
    }
}
