package dev.weir.jobs.plan;

import dev.weir.contracts.HarmlessColumn;
import dev.weir.contracts.Load;
import dev.weir.contracts.Product;
import dev.weir.contracts.Rule;
import dev.weir.contracts.Severity;
import dev.weir.contracts.Waiver;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.quality.dqdl.UnseenColumns;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a run of one product will do, as a value: two plans of one workspace are equal.
 *
 * @param product what is released
 * @param day of the run, in the workspace's time zone: which rules and waivers are in force
 * @param reads the source tables to read, by name, each once
 * @param tables in the order in which they are made: parents and inputs before those that need them
 * @param rules every rule of the product, in the product's order
 * @throws IllegalArgumentException when a rule is planned twice or not at all
 */
public record Plan(
        Product product, LocalDate day, List<SourceRead> reads, List<TablePlan> tables, List<RulePlan> rules) {

    public Plan {
        reads = List.copyOf(reads);
        tables = List.copyOf(tables);
        rules = List.copyOf(rules);
        List<String> ids = rules.stream().map(RulePlan::id).toList();
        if (!ids.equals(product.rules().stream().map(Rule::id).toList())) {
            throw new IllegalArgumentException(
                    rules.size() + " rules are planned of " + product.rules().size());
        }
        List<String> placed = Stream.concat(
                        reads.stream().flatMap(read -> read.rules().stream()),
                        tables.stream().flatMap(table -> table.rules().stream()))
                .map(RulePlan::id)
                .sorted()
                .toList();
        if (!placed.equals(ids.stream().sorted().toList())) {
            throw new IllegalArgumentException(placed.size() + " rules stand at a table, of " + rules.size());
        }
    }

    /** The plan of a table of the product. */
    public TablePlan table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The plan has no table '" + name + "'"));
    }

    /**
     * The columns whose values no verdict on a table may tell, and what their masks show: its own by their names, those of other
     * tables of the product as {@code table.column}, and each table of a source that its checks look into, which is clear, as {@code
     * table.*}.
     */
    public UnseenColumns unseenBy(TablePlan table) {
        Set<String> hidden = new TreeSet<>();
        for (TablePlan any : tables) {
            any.masks().stream()
                    .filter(mask -> !mask.keeps())
                    .map(ColumnMask::column)
                    .forEach(
                            column -> hidden.add(any.name().equals(table.name()) ? column : any.name() + "." + column));
        }
        table.rules().stream()
                .flatMap(rule -> rule.others().stream())
                .filter(input -> input.origin() == Input.Origin.SOURCE)
                .forEach(input -> hidden.add(input.name() + ".*"));
        return new UnseenColumns(
                hidden, table.masked(ColumnMask::keepsPresence), table.masked(ColumnMask::showsEquality));
    }

    /** Whether a release may say how many rows a rule of a table is about, and how many break it. */
    public boolean maySayNumbers(TablePlan table, String rule) {
        return table.rules().stream()
                .filter(planned -> planned.id().equals(rule))
                .allMatch(planned -> new ShownCounts(this, table).maySay(planned.rule()));
    }

    /**
     * The rules of a table that warn of single rows, as far as a release may list these by file and line: the lines tell how many they
     * are, and which row of the source has what a mask hides.
     */
    public Set<String> listed(TablePlan table) {
        return table.judged().stream()
                .filter(rule -> rule.rule().severity() == Severity.WARN)
                .map(RulePlan::id)
                .filter(rule -> maySayNumbers(table, rule))
                .collect(Collectors.toSet());
    }

    /** The plan of a source's table, by {@code contract-id.table}. */
    public SourceRead read(String name) {
        return reads.stream()
                .filter(read -> read.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The plan reads no '" + name + "'"));
    }

    /** What a run does, in order; the run walks this list. */
    public List<Stage> stages() {
        return Stage.of(this);
    }

    /** The rules that no single row and no count answers: by all rows together, or by earlier releases. */
    public List<RulePlan> compared() {
        return rules.stream()
                .filter(rule -> rule.answer().afterStaging() || rule.answer() == VerdictSource.HISTORY)
                .toList();
    }

    /** The rules that can stop the release. */
    public List<RulePlan> blocking() {
        return rules.stream()
                .filter(rule ->
                        rule.answer() != VerdictSource.DORMANT && rule.rule().severity() == Severity.BLOCK)
                .toList();
    }

    /** The rules that are answered so, in the product's order. */
    public List<RulePlan> rules(VerdictSource answer) {
        return rules.stream().filter(rule -> rule.answer() == answer).toList();
    }

    /** The waivers in force on the day. */
    public List<Waiver> waivers() {
        return product.concessions().waivers().stream()
                .filter(waiver -> waiver.inForce(day))
                .toList();
    }

    /** The columns that are called harmless on the day. */
    public List<HarmlessColumn> harmless() {
        return product.concessions().harmless().stream()
                .filter(column -> column.inForce(day))
                .toList();
    }

    /** A sentence on the product where it is ending, and on each that it reads which is. */
    public List<String> endingNotices() {
        Stream<Optional<String>> others = product.reads().stream()
                .flatMap(read -> read.release().stream())
                .map(read -> read.lifecycle().notice(read.product(), day));
        return Stream.concat(Stream.of(product.about().catalogue().lifecycle().notice(product.id(), day)), others)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** A sentence on each column that is called harmless, whether that is in force or not. */
    public List<String> harmlessNotices() {
        return HarmlessColumns.notices(this);
    }

    /** Whether a mask of one of its tables depends on the workspace's key. */
    public boolean isMaskedByKey() {
        return tables.stream().anyMatch(TablePlan::isMaskedByKey);
    }

    /** Whether a run can be for an interval: a table is loaded by intervals, or a source's path names them. */
    public boolean isByIntervals() {
        return tables.stream().anyMatch(table -> table.load() instanceof Load.Append)
                || reads.stream().anyMatch(read -> read.window() == Window.INTERVAL);
    }

    /** How many rules are answered in each way, in the order of {@link VerdictSource}. */
    Map<VerdictSource, Long> answers() {
        Map<VerdictSource, Long> counts = new HashMap<>();
        rules.forEach(rule -> counts.merge(rule.answer(), 1L, Long::sum));
        return new java.util.TreeMap<>(counts);
    }
}
