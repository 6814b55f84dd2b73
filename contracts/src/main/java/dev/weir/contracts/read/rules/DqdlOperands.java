package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlCondition.Operand;
import dev.weir.contracts.dqdl.DqdlCondition.Operator;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.yaml.YamlScalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a DQDL rule's operands fit the type of its column: what Deequ and Spark would find out when they run. */
final class DqdlOperands {

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d{1,9}),\\s*(\\d{1,9})\\)");
    private static final Set<String> NUMBER_TYPES = Set.of("INTEGER", "LONG", "DOUBLE", "FLOAT");
    private static final Set<String> TYPES =
            Set.of("BOOLEAN", "DATE", "TIMESTAMP", "INTEGER", "LONG", "DOUBLE", "FLOAT");
    private static final int MOST_DIGITS = 38;

    private final Problems problems;

    DqdlOperands(Problems problems) {
        this.problems = problems;
    }

    static boolean fits(DataType type, RuleType.Wants wants) {
        return switch (wants) {
            case ANY -> true;
            case PLAIN -> !(type instanceof DataType.Array) && !(type instanceof DataType.Structure);
            case NUMBER -> isNumber(type);
            case TEXT -> isText(type);
            case TIME -> type instanceof DataType.Date || type instanceof DataType.Timestamp || isText(type);
        };
    }

    static String described(RuleType.Wants wants) {
        return switch (wants) {
            case ANY -> "any column";
            case PLAIN -> "a plain value";
            case NUMBER -> "a number";
            case TEXT -> "a text";
            case TIME -> "a date, a timestamp or a text";
        };
    }

    private static boolean isNumber(DataType type) {
        return type instanceof DataType.Int64 || type instanceof DataType.Decimal || type instanceof DataType.Real;
    }

    private static boolean isText(DataType type) {
        return type instanceof DataType.Text || type instanceof DataType.Time;
    }

    /** Tells where the operands do not fit. */
    void compare(YamlScalar rule, Leaf leaf, Column column, DqdlCondition condition) {
        boolean values = leaf.type().equals(Optional.of(RuleType.COLUMN_VALUES));
        String fault = values ? values(column.type(), condition) : dataType(column.type(), condition);
        if (!fault.isEmpty()) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    DqdlSql.place(rule, leaf.name()),
                    leaf.name().text() + " of '" + column.name() + "' has the condition '" + condition.text() + "'",
                    "the column is of type " + column.type().display() + ", and " + fault,
                    values ? "compare with values of that type" : "name another type, or take the check out");
        }
    }

    private static String values(DataType type, DqdlCondition condition) {
        List<Operand> operands = condition.operands();
        boolean nulls = operands.stream().allMatch(DqdlCondition.Null.class::isInstance);
        if (nulls) {
            Operator operator = condition.operator();
            return operator == Operator.EQUAL
                            || operator == Operator.NOT_EQUAL
                            || operator == Operator.IN
                            || operator == Operator.NOT_IN
                    ? ""
                    : "nothing is more or less than NULL";
        }
        return switch (condition.kind()) {
            case NUMBER -> numbers(type, condition);
            case DATE -> dates(type, condition);
            case TEXT -> texts(type, condition);
            case DURATION, SIZE -> "";
        };
    }

    private static String numbers(DataType type, DqdlCondition condition) {
        boolean set = condition.operator() == Operator.IN || condition.operator() == Operator.NOT_IN;
        for (Operand operand : condition.operands()) {
            if (!(operand instanceof DqdlCondition.Literal) && !(set && operand instanceof DqdlCondition.Null)) {
                return "it is compared with plain numbers only";
            }
        }
        return isNumber(type) ? "" : "it is compared with numbers";
    }

    private static String dates(DataType type, DqdlCondition condition) {
        boolean set = condition.operator() == Operator.IN || condition.operator() == Operator.NOT_IN;
        for (Operand operand : condition.operands()) {
            if (operand instanceof DqdlCondition.Null && !set) {
                return "nothing lies between a date and NULL";
            } else if (operand instanceof DqdlCondition.Written date
                    && date.text().contains(":")) {
                return "Deequ compares days, not times";
            } else if (operand instanceof DqdlCondition.Written date
                    && !date.text().contains("now()")
                    && !isDate(date.text())) {
                return "'" + date.text() + "' is no day";
            }
        }
        return fits(type, RuleType.Wants.TIME) ? "" : "it is compared with dates";
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException noDay) {
            return false;
        }
    }

    private static String texts(DataType type, DqdlCondition condition) {
        boolean pattern = condition.operator() == Operator.MATCHES || condition.operator() == Operator.NOT_MATCHES;
        if (isText(type)) {
            return "";
        } else if (pattern) {
            return "a pattern is matched with text";
        }
        for (Operand operand : condition.operands()) {
            if (operand instanceof DqdlCondition.Keyword keyword) {
                return keyword.word() + " is about text";
            } else if (operand instanceof DqdlCondition.Text text && !isValue(type, text.value())) {
                return "'" + text.value() + "' is no value of it";
            }
        }
        return "";
    }

    private static boolean isValue(DataType type, String text) {
        if (type instanceof DataType.Bool) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        } else if (isNumber(type)) {
            return text.matches("[+-]?\\d+(\\.\\d+)?");
        }
        return type instanceof DataType.Timestamp;
    }

    private static String dataType(DataType type, DqdlCondition condition) {
        if (condition.operator() != Operator.EQUAL && condition.operator() != Operator.NOT_EQUAL) {
            return "types are compared by '=' and '!='";
        }
        if (condition.kind() != Kind.TEXT || !(condition.operands().get(0) instanceof DqdlCondition.Text text)) {
            return "it is compared with a type in quotes";
        }
        String wanted = text.value().toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(wanted);
        boolean isDecimal = decimal.matches()
                && Integer.parseInt(decimal.group(1)) <= MOST_DIGITS
                && Integer.parseInt(decimal.group(1)) >= 1
                && Integer.parseInt(decimal.group(2)) <= Integer.parseInt(decimal.group(1));
        if (!isDecimal && !TYPES.contains(wanted)) {
            return "Deequ knows BOOLEAN, DATE, TIMESTAMP, INTEGER, LONG, DOUBLE, FLOAT and DECIMAL(p, s)";
        }
        boolean number = isDecimal || NUMBER_TYPES.contains(wanted);
        boolean castable = isText(type)
                || (isNumber(type) && !wanted.equals("DATE"))
                || (type instanceof DataType.Bool && !wanted.equals("DATE"))
                || ((type instanceof DataType.Date || type instanceof DataType.Timestamp)
                        && !number
                        && !wanted.equals("BOOLEAN"));
        return castable ? "" : "none of its values is ever a " + wanted;
    }
}
