package dev.weir.contracts.read.rules;

import dev.weir.contracts.Code;
import dev.weir.contracts.Column;
import dev.weir.contracts.DataType;
import dev.weir.contracts.Problems;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Table;
import dev.weir.contracts.read.base.ReadContext;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.yaml.YamlMap;
import dev.weir.contracts.yaml.YamlScalar;
import java.util.Optional;

/** Reads {@code keep}: which of the rows that share a key stays. */
final class KeepReader {

    static final Field<String> KEEP = Field.optional(
            "keep",
            FieldKinds.like(
                    "^(first|last) by \\S", "'first by' or 'last by' and a column, such as 'last by updated_at'"),
            "Which of the rows that share a key stays, such as 'last by updated_at'.");

    private final ReadContext reading;
    private final Problems problems;

    KeepReader(ReadContext reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** The check with its rule's {@code keep}; empty when that is wrong, which is then among the problems. */
    Optional<Rule.Check> read(YamlMap rule, Rule.Check check, Table table, Severity severity) {
        if (!KEEP.isIn(rule)) {
            return Optional.of(check);
        }
        if (severity != Severity.QUARANTINE) {
            report(
                    rule,
                    "a rule with the severity " + severity + " has 'keep'",
                    "it takes no row out, so every one of them stays",
                    "write 'severity: quarantine', or take 'keep' out");
            return Optional.empty();
        }
        if (!(check instanceof Rule.Key key)) {
            refuse(rule);
            return Optional.empty();
        }
        return keep(rule, key, table).map(keep -> key.keeping(Optional.of(keep)));
    }

    /** Tells of {@code keep} in a rule that is about no key. */
    void refuse(YamlMap rule) {
        report(
                rule,
                "a rule that is about no key has 'keep'",
                "it says which of the rows that share a key stays",
                "take 'keep' out");
    }

    private Optional<Rule.Keep> keep(YamlMap rule, Rule.Key key, Table table) {
        Optional<YamlScalar> written = KEEP.written(rule);
        if (written.isEmpty()) {
            return Optional.empty(); // the file's check has reported it
        }
        String text = written.get().text();
        boolean last = text.startsWith("last by ");
        String name = text.substring(text.indexOf(" by ") + 4).strip();
        Optional<Column> column =
                new TableColumns(table, reading).named(name, written.get().place());
        if (column.isEmpty()) {
            return Optional.empty();
        }
        DataType type = column.get().type();
        if (type instanceof DataType.Array || type instanceof DataType.Structure || type instanceof DataType.Bool) {
            problems.add(
                    Code.TYPE_MISMATCH,
                    written.get().place(),
                    "rows that share a key are ordered by '" + column.get().name() + "'",
                    "its type is " + type.display() + ", which has no order that tells them apart",
                    "name a column such as the time of the last change");
            return Optional.empty();
        }
        if (key.columns().contains(column.get().name())) {
            report(
                    rule,
                    "rows that share a key are ordered by '" + column.get().name() + "', a part of it",
                    "it is the same in all of them",
                    "name a column such as the time of the last change");
            return Optional.empty();
        }
        return Optional.of(new Rule.Keep(
                last ? Rule.End.LAST : Rule.End.FIRST, column.get().name()));
    }

    private void report(YamlMap rule, String what, String why, String remedy) {
        problems.add(Code.INVALID_RULE, KEEP.place(rule), what, why, remedy);
    }
}
