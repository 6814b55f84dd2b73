package dev.weir.jobs.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a DQDL rule tells without its parser: the rule's type, and the names in quotes. */
final class DqdlRules {

    private static final Pattern TYPE = Pattern.compile("^\\s*([A-Za-z]+)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Answered from states that add up row by row. */
    private static final Set<String> FROM_STATES =
            Set.of("RowCount", "IsComplete", "Completeness", "Mean", "Sum", "StandardDeviation");

    /** Any mask under which NULL stays NULL leaves their answer as it is. */
    private static final Set<String> SURVIVE_ANY_MASK = Set.of("IsComplete", "Completeness", "RowCount", "ColumnCount");

    /** Masks that keep values apart leave their answer as it is. */
    private static final Set<String> SURVIVE_PSEUDONYMS =
            Set.of("IsUnique", "Uniqueness", "IsPrimaryKey", "UniqueValueRatio", "DistinctValuesCount", "Entropy");

    private DqdlRules() {}

    /** The type, such as {@code RowCount}; empty for a composition of rules. */
    static String type(String rule) {
        Matcher matcher = TYPE.matcher(rule);
        return matcher.find() ? matcher.group(1) : "";
    }

    static boolean fromStates(String rule) {
        return FROM_STATES.contains(type(rule)) && !rule.contains(" where ");
    }

    /** Whether the rule's answer over masked values is the one over clear values. */
    static boolean survives(String rule, ColumnMask mask) {
        String type = type(rule);
        return mask.keeps()
                || (SURVIVE_ANY_MASK.contains(type) && !mask.drops())
                || (SURVIVE_PSEUDONYMS.contains(type) && mask.keepsApart());
    }

    /** Whether the rule speaks of a column, in quotes of its own or as a word within the quotes of a query. */
    static boolean mentions(String rule, String column) {
        Pattern word = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(column) + "(?![A-Za-z0-9_])");
        for (String quoted : quoted(rule)) {
            if (word.matcher(quoted).find()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> quoted(String rule) {
        List<String> found = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(rule);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
