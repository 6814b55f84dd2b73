package dev.weir.jobs.engine.source;

import dev.weir.contracts.Rule;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.database.DatabaseTable;
import dev.weir.jobs.engine.read.SourceFindings;
import dev.weir.jobs.engine.read.SurveyedSource;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.quality.CountVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source's table, surveyed and ready to be read.
 *
 * @param read its plan
 * @param files what was found; none of a release
 * @param surveyed reads them; rows of files are asked for once
 * @param warnings sentences about files: empty ones that are not read yet, and new ones with the bytes of one that the tables were made
 *     of and that is still there
 * @param gone files that the tables were made of, where new files alone are read, and that are not there any more
 * @param released what is read of a release; empty where none is
 * @param database the table of one that is read; empty where none is
 */
public record SourceInput(
        SourceRead read,
        List<SourceCount.SourceFile> files,
        SurveyedSource surveyed,
        List<String> warnings,
        List<String> gone,
        Optional<Released> released,
        Optional<DatabaseTable> database) {

    public SourceInput(
            SourceRead read,
            List<SourceCount.SourceFile> files,
            SurveyedSource surveyed,
            List<String> warnings,
            List<String> gone) {
        this(read, files, surveyed, warnings, gone, Optional.empty(), Optional.empty());
    }

    /** A table of a release. */
    static SourceInput ofRelease(SourceRead read, SurveyedSource surveyed, Released released) {
        return new SourceInput(
                read, List.of(), surveyed, List.of(), List.of(), Optional.of(released), Optional.empty());
    }

    /** A table of a database; what stands for its file has neither size nor hash until it was read. */
    static SourceInput ofDatabase(SourceRead read, List<SourceCount.SourceFile> files, DatabaseTable table) {
        return new SourceInput(read, files, table, List.of(), List.of(), Optional.empty(), Optional.of(table));
    }

    public SourceInput {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
        gone = List.copyOf(gone);
    }

    /**
     * A table of a release.
     *
     * @param release that it is of
     * @param rows how many it has
     * @param bytes of its data files together
     */
    public record Released(ReadRelease release, long rows, long bytes) {}

    /**
     * What was read, once all rows were.
     *
     * @param unreadable how many of the records could not be read
     * @param digests by which rows of a database are known again
     */
    public SourceCount count(long records, long unreadable, SourceDigests digests) {
        List<SourceCount.SourceFile> read = files;
        if (database.isPresent()) {
            DatabaseTable table = database.get();
            read = files.stream()
                    .map(file -> new SourceCount.SourceFile(
                            file.path(), table.bytes(), file.modified(), digests.of(table.sha256())))
                    .toList();
        }
        return new SourceCount(
                this.read.name(),
                read,
                records,
                records - unreadable,
                unreadable,
                Optional.empty(),
                database.map(table -> table.read(this.read.source().database().orElseThrow())));
    }

    /** Lets go what was held for reading: a database is at its state until then. */
    public void close() {
        database.ifPresent(DatabaseTable::close);
    }

    /** The size of what is read, as it is stored. */
    public long bytes() {
        return released.map(Released::bytes)
                .orElseGet(() ->
                        files.stream().mapToLong(SourceCount.SourceFile::bytes).sum());
    }

    /**
     * What the rules about its files say.
     *
     * @param count what was read of them
     */
    public List<Verdict> verdicts(SourceCount count) {
        List<Verdict> verdicts = new ArrayList<>();
        for (RulePlan plan : read.rules()) {
            if (plan.answer() == VerdictSource.SCHEMA && plan.rule().check() instanceof Rule.SourceColumns check) {
                verdicts.add(verdict(plan.rule(), check.difference()));
            } else if (plan.answer() == VerdictSource.COUNTS) {
                verdicts.add(CountVerdict.readable(plan.rule(), count.records(), count.unreadable()));
            }
        }
        return verdicts;
    }

    /** What the rules about the columns of its files say where they fail, before any record is read. */
    public List<String> columnFaults() {
        return read.rules().stream()
                .filter(plan -> plan.answer() == VerdictSource.SCHEMA)
                .flatMap(plan -> plan.rule().check() instanceof Rule.SourceColumns check
                        ? Stream.of(verdict(plan.rule(), check.difference()))
                        : Stream.empty())
                .filter(verdict -> verdict.answer() == Verdict.Answer.FAILED)
                .map(Verdict::explanation)
                .toList();
    }

    /** Files without a record. */
    public List<String> empty() {
        return surveyed.files().stream()
                .filter(file -> !file.hasRecords())
                .map(file -> file.file().name())
                .toList();
    }

    /** Files that have records of which none could be read. Ask once all rows were read. */
    public List<String> unread() {
        return surveyed.counted().unread();
    }

    /** What a person should look at though it breaks no rule: values that became NULL. Ask once all rows were read. */
    public List<String> notices() {
        SurveyedSource.Counted counted = surveyed.counted();
        List<String> notices = new ArrayList<>();
        if (counted.records() > counted.unreadable().orElse(0)
                && !counted.unmet().isEmpty()) {
            List<String> paths = counted.unmet().entrySet().stream()
                    .map(unmet -> "'" + unmet.getKey() + "', which column '" + unmet.getValue() + "' reads")
                    .toList();
            notices.add(read.name() + ": no record has " + String.join("; nor ", paths)
                    + (paths.size() == 1 ? ": it is NULL" : ": they are NULL") + " in all " + counted.records()
                    + " records");
        }
        counted.badValues()
                .forEach((column, values) -> notices.add(
                        read.name() + "." + column + ": " + values + (values == 1 ? " value is" : " values are")
                                + " not of the column's type, and NULL, as 'weirOnBadValue: null-and-warn' asks"));
        if (counted.unread().size() < files.size()) { // of all of them the counts tell
            counted.unread().forEach(file -> notices.add("'" + file + "': none of its records could be read"));
        }
        return notices;
    }

    private Verdict verdict(Rule rule, Rule.Difference difference) {
        Set<String> mayBeMissing = mayBeMissing();
        List<String> found = new ArrayList<>();
        for (SourceFindings.FileFindings file : surveyed.findings().files()) {
            List<String> names = switch (difference) {
                case MISSING ->
                    file.differences().missing().stream()
                            .filter(name -> !mayBeMissing.contains(name))
                            .toList();
                case NEW -> file.differences().added();
                case REORDERED -> file.differences().reordered();
            };
            if (!names.isEmpty()) {
                boolean explained =
                        difference == Rule.Difference.MISSING && !file.hint().isEmpty();
                found.add(file.file() + ": " + String.join(", ", names) + (explained ? " (" + file.hint() + ")" : ""));
            }
        }
        return found.isEmpty()
                ? new Verdict(
                        rule,
                        Verdict.Answer.PASSED,
                        0,
                        0,
                        "The columns of " + count() + " are as they should be" + unnamed(difference)
                                + (difference == Rule.Difference.MISSING ? allowed(mayBeMissing) : ""))
                : new Verdict(rule, Verdict.Answer.FAILED, 0, 0, sentence(difference) + String.join("; ", found));
    }

    private String unnamed(Rule.Difference difference) {
        List<String> findings = surveyed.findings().files().stream()
                .filter(file -> difference == Rule.Difference.NEW && file.unnamed() > 0)
                .map(file -> "the header of " + file.file() + " ends in "
                        + (file.unnamed() == 1 ? "an empty field" : file.unnamed() + " empty fields"))
                .toList();
        return findings.isEmpty() ? "" : "; " + String.join("; ", findings);
    }

    /** The columns that a file may lack, as files call them. */
    private Set<String> mayBeMissing() {
        return read.table().columns().stream()
                .filter(column -> column.origin().mayBeMissing())
                .map(column -> column.origin().physicalName())
                .collect(Collectors.toSet());
    }

    /** How many files lack a column that may be missing: it is NULL in their records. */
    private String allowed(Set<String> mayBeMissing) {
        Map<String, Long> lacking = surveyed.findings().files().stream()
                .flatMap(file -> file.differences().missing().stream())
                .filter(mayBeMissing::contains)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return lacking.entrySet().stream()
                .map(each -> "; '" + each.getKey() + "' is NULL in " + each.getValue()
                        + (each.getValue() == 1 ? " file" : " files") + " without it, as 'weirMissing: allow' says")
                .collect(Collectors.joining());
    }

    private String count() {
        if (database.isPresent()) {
            return "the table";
        }
        return files.size() == 1 ? "1 file" : files.size() + " files";
    }

    private static String sentence(Rule.Difference difference) {
        return switch (difference) {
            case MISSING -> "Columns are missing in ";
            case NEW -> "Columns that the contract does not know are in ";
            case REORDERED -> "Columns are in another order in ";
        };
    }
}
