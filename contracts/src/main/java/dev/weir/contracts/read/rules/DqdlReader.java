package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Table;
import dev.weir.contracts.dqdl.DqdlCondition;
import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import dev.weir.contracts.dqdl.DqdlFacts;
import dev.weir.contracts.dqdl.DqdlFacts.Leaf;
import dev.weir.contracts.dqdl.DqdlFacts.Word;
import dev.weir.contracts.dqdl.DqdlParser;
import dev.weir.contracts.dqdl.DqdlSyntaxException;
import dev.weir.contracts.dqdl.PastValues;
import dev.weir.contracts.dqdl.RuleParameters;
import dev.weir.contracts.dqdl.RuleType;
import dev.weir.contracts.dqdl.WrittenColumn;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.text.NearestName;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the DQDL rules of one table, and tells all that no run could answer: each with its line, cause and remedy. */
public final class DqdlReader {

    /** DQDL has them, and they need what Weir does not give them: files of their own, or a model of the past. */
    private static final Set<String> NOT_EVALUATED =
            Set.of("DetectAnomalies", "AllStatistics", "FileFreshness", "FileMatch", "FileSize", "FileUniqueness");

    private static final List<String> DATE_FORMATS = List.of(
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "yyyy-MM-dd",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "yyyy/MM/dd",
            "MM-yyyy",
            "dd-MM",
            "MM-dd",
            "yyyy-MM",
            "MM/yyyy",
            "dd/MM",
            "MM/dd",
            "yyyy/MM");

    private final Table table;
    private final DqdlParser parser;
    private static final String BACKSLASH =
            "; a backslash before a double quote makes the quote a part of the text: ask for"
                    + " a text that ends in a backslash in a 'row' rule, as in s = 'end\\\\'";

    private final DqdlSql sql;
    private final DqdlOperands operands;
    private final ReadContext reading;
    private final Problems problems;

    public DqdlReader(Table table, ReadContext reading) {
        this.table = table;
        this.parser = reading.dqdl();
        this.reading = reading;
        this.problems = reading.problems();
        this.sql = new DqdlSql(table, reading);
        this.operands = new DqdlOperands(problems);
    }

    /** The rule's facts; empty when something is wrong with it, which is then among the problems. */
    public Optional<DqdlFacts> read(YamlScalar rule) {
        int before = problems.list().size();
        try {
            DqdlFacts facts = parser.rule(rule.text());
            facts.leaves().forEach(leaf -> check(rule, leaf));
            return problems.list().size() == before ? Optional.of(facts) : Optional.empty();
        } catch (DqdlSyntaxException broken) {
            problems.add(
                    Code.INVALID_RULE,
                    rule.at(broken.line(), broken.column()),
                    "the check is no DQDL rule",
                    String.valueOf(broken.getMessage()),
                    "write one rule such as 'Completeness \"name\" > 0.9'"
                            + (rule.text().strip().startsWith("Rules") ? ", without 'Rules = [ ]' around it" : "")
                            + (rule.text().contains("\\\"") ? BACKSLASH : ""));
            return Optional.empty();
        }
    }

    private void check(YamlScalar rule, Leaf leaf) {
        String name = leaf.name().text();
        Optional<RuleType> type = leaf.type();
        if (type.isEmpty()) {
            boolean known = NOT_EVALUATED.contains(name);
            problems.add(
                    known ? Code.UNSUPPORTED : Code.INVALID_RULE,
                    DqdlSql.place(rule, leaf.name()),
                    "the check asks for " + name,
                    known ? "DQDL has it, and Deequ does not evaluate it" : "DQDL has no rule of that name",
                    known
                            ? "say it with another rule"
                            : NearestName.remedy(
                                    name, RuleType.names(), "write one of " + String.join(", ", RuleType.names())));
            return;
        }
        if (!type.get().takes().fits(leaf.parameters())) {
            problems.add(
                    Code.INVALID_RULE,
                    DqdlSql.place(rule, leaf.name()),
                    name + " has the wrong parameters",
                    "it takes " + type.get().takes(),
                    type.get().takes() == RuleParameters.NOTHING ? "take them out" : "write them after " + name);
            return;
        }
        columns(rule, leaf, type.get());
        condition(rule, leaf, type.get());
        additions(rule, leaf, type.get());
        if (type.get() == RuleType.COLUMN_NAMES) {
            pattern(rule, leaf.parameters().get(0));
        } else if (type.get() == RuleType.CUSTOM_SQL) {
            sql.query(rule, leaf);
        }
    }

    private void columns(YamlScalar rule, Leaf leaf, RuleType type) {
        if (type.takes() == RuleParameters.MAYBE_COLUMN) {
            return;
        }
        for (Word written : leaf.columns()) {
            Optional<Column> column = column(table, written.text());
            if (column.isEmpty()) {
                String what = "the check names the column '" + written.text() + "'";
                reading.unknownColumn(table, written.text(), DqdlSql.place(rule, written), what);
            } else if (!DqdlOperands.fits(column.get().type(), type.wants())) {
                problems.add(
                        Code.TYPE_MISMATCH,
                        DqdlSql.place(rule, written),
                        leaf.name().text() + " is asked of '" + column.get().name() + "'",
                        "it is of type " + column.get().type().display() + ", and "
                                + leaf.name().text() + " needs " + DqdlOperands.described(type.wants()),
                        "ask it of another column, or write a 'row' rule");
            } else if (leaf.condition().isPresent()
                    && type.allows(leaf.condition().get().kind())
                    && !leaf.condition().get().isDynamic()
                    && (type == RuleType.COLUMN_VALUES || type == RuleType.COLUMN_DATA_TYPE)) {
                operands.compare(rule, leaf, column.get(), leaf.condition().get());
            }
        }
    }

    private void condition(YamlScalar rule, Leaf leaf, RuleType type) {
        String name = leaf.name().text();
        if (leaf.condition().isEmpty()) {
            if (!type.mayBeBare()) {
                problems.add(
                        Code.INVALID_RULE,
                        DqdlSql.place(rule, leaf.name()),
                        name + " has no condition",
                        "it is compared with a " + String.join(" or a ", type.conditions()),
                        "add one, such as " + example(type));
            }
            return;
        }
        DqdlCondition condition = leaf.condition().get();
        if (!type.allows(condition.kind())) {
            problems.add(
                    Code.INVALID_RULE,
                    DqdlSql.place(rule, leaf.name()),
                    name + " has the condition '" + condition.text() + "'",
                    type.conditions().isEmpty()
                            ? "it says yes or no by itself"
                            : "it is compared with a " + String.join(" or a ", type.conditions()),
                    type.conditions().isEmpty() ? "take the condition out" : "write such as " + example(type));
            return;
        }
        if (condition.kind() == Kind.NUMBER) {
            numbers(rule, leaf, type, condition);
            bounds(rule, leaf, MeasureBounds.of(type), condition);
        } else if (condition.operator() == DqdlCondition.Operator.MATCHES
                || condition.operator() == DqdlCondition.Operator.NOT_MATCHES) {
            String pattern = ((DqdlCondition.Text) condition.operands().get(0)).value();
            pattern(rule, new Word(pattern, leaf.name().line(), leaf.name().column()));
        }
    }

    private void numbers(YamlScalar rule, Leaf leaf, RuleType type, DqdlCondition condition) {
        String name = leaf.name().text();
        if (condition.isDynamic() && !type.allowsHistory()) {
            problems.add(
                    Code.UNSUPPORTED,
                    DqdlSql.place(rule, leaf.name()),
                    name + " is compared with '" + condition.text() + "'",
                    "it has no single measure that past releases could have",
                    "write numbers, or ask for Mean or StandardDeviation");
            return;
        }
        if (type == RuleType.COLUMN_VALUES) {
            return; // NULL may stand there; the operands were compared with the column
        }
        Optional<String> fault = PastValues.fault(condition);
        if (fault.isPresent()) {
            problems.add(
                    Code.INVALID_RULE,
                    DqdlSql.place(rule, leaf.name()),
                    name + " is compared with '" + condition.text() + "'",
                    fault.get(),
                    "compare with a number, or with such as avg(last(10)) * 0.9");
        }
    }

    private void bounds(YamlScalar rule, Leaf leaf, MeasureBounds measure, DqdlCondition condition) {
        measure.fault(condition)
                .ifPresent(fault -> problems.add(
                        Code.INVALID_RULE,
                        DqdlSql.place(rule, leaf.name()),
                        leaf.name().text() + " has the condition '" + condition.text() + "'",
                        fault.why(),
                        fault.remedy()));
    }

    private void additions(YamlScalar rule, Leaf leaf, RuleType type) {
        String name = leaf.name().text();
        leaf.where().ifPresent(where -> {
            if (type.allowsWhere()) {
                sql.where(rule, where);
            } else {
                refuse(
                        rule,
                        where,
                        name + " has a 'where'",
                        "DQDL has none for it",
                        type == RuleType.REFERENTIAL_INTEGRITY
                                ? "write a 'row' rule with 'where', 'join' to the parent, and 'row' such as parent.id IS NOT NULL"
                                : "take it out");
            }
        });
        leaf.threshold().ifPresent(threshold -> {
            if (!type.allowsThreshold()
                    || (type == RuleType.CUSTOM_SQL && leaf.condition().isPresent())) {
                refuse(
                        rule,
                        leaf.name(),
                        name + " has 'with threshold'",
                        "it is not answered by each row, so there is no share of rows that pass",
                        "take it out, and say the share in the condition where there is one");
            } else if (threshold.isDynamic() || PastValues.fault(threshold).isPresent()) {
                refuse(
                        rule,
                        leaf.name(),
                        "the threshold is '" + threshold.text() + "'",
                        "it is compared with numbers",
                        "write such as 'with threshold > 0.9'");
            } else {
                bounds(rule, leaf, MeasureBounds.ofThreshold(), threshold);
            }
        });
        leaf.tags().forEach((tag, value) -> {
            if (!tag.equals("format") || type != RuleType.COLUMN_DATA_TYPE) {
                refuse(rule, value, name + " has 'with " + tag + "'", "nothing honours it", "take it out");
            } else if (!DATE_FORMATS.contains(value.text())) {
                refuse(
                        rule,
                        value,
                        "the format is '" + value.text() + "'",
                        "Deequ knows " + String.join(", ", DATE_FORMATS),
                        "write one of these");
            }
        });
    }

    private void pattern(YamlScalar rule, Word pattern) {
        try {
            Pattern.compile(pattern.text());
        } catch (PatternSyntaxException e) {
            refuse(
                    rule,
                    pattern,
                    "the pattern '" + pattern.text() + "' is not right",
                    e.getDescription(),
                    "write a regular expression");
        }
    }

    private void refuse(YamlScalar rule, Word at, String what, String why, String remedy) {
        problems.add(Code.INVALID_RULE, DqdlSql.place(rule, at), what, why, remedy);
    }

    private static String example(RuleType type) {
        return type.allows(Kind.NUMBER) ? "> 0.9" : type.allows(Kind.DURATION) ? "< 3 days" : "= \"INTEGER\"";
    }

    /** The column that DQDL means: as in SQL, in any case, perhaps in back-ticks. */
    static Optional<Column> column(Table table, String written) {
        return WrittenColumn.among(table.columnNames(), written)
                .flatMap(name -> table.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst());
    }
}
