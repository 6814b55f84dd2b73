package dev.weir.contracts.dqdl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts of a DQDL rule that its text shows: leaves, joined by {@code and} and {@code or}. */
public sealed interface DqdlFacts {

    /** The leaves, from left to right. */
    List<Leaf> leaves();

    /** How parts are joined. */
    enum Operator {
        AND,
        OR
    }

    /** Several, of which all or one must hold. */
    record Combined(Operator operator, List<DqdlFacts> parts) implements DqdlFacts {
        public Combined {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Leaf> leaves() {
            List<Leaf> leaves = new ArrayList<>();
            parts.forEach(part -> leaves.addAll(part.leaves()));
            return leaves;
        }
    }

    /**
     * One rule.
     *
     * @param name its type as written, such as {@code IsComplete}; the rule begins there
     * @param text the whole of it
     * @param parameters what follows the type: columns, other tables, a pattern, a query
     * @param condition what the measure is compared with
     * @param where which rows it is about: a predicate of Spark SQL
     * @param threshold {@code with threshold}: the share of rows that has to pass
     * @param tags every other {@code with}, as written
     */
    record Leaf(
            Word name,
            String text,
            List<Word> parameters,
            Optional<DqdlCondition> condition,
            Optional<Word> where,
            Optional<DqdlCondition> threshold,
            Map<String, Word> tags)
            implements DqdlFacts {
        public Leaf {
            parameters = List.copyOf(parameters);
            tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        }

        @Override
        public List<Leaf> leaves() {
            return List.of(this);
        }

        /** Its type; empty when there is no rule of that name. */
        public Optional<RuleType> type() {
            return RuleType.of(name.text());
        }

        /** The columns of its own table that it names, as written. */
        public List<Word> columns() {
            return type().map(type -> type.takes().columns(parameters)).orElse(List.of());
        }

        /** What it names of other tables. */
        public List<OtherTable> others() {
            return type().map(type -> type.takes().others(parameters)).orElse(List.of());
        }
    }

    /**
     * A text within the rule.
     *
     * @param text without quotes and escapes
     * @param line where it begins, its quote included, counted from 1 within the rule
     * @param column counted from 1
     */
    record Word(String text, int line, int column) {}

    /**
     * Another table that a rule looks into.
     *
     * @param table its name as written
     * @param columns of it, as written
     */
    record OtherTable(Word table, List<String> columns) {
        public OtherTable {
            columns = List.copyOf(columns);
        }
    }
}
