package dev.weir.jobs.metrics;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.TableCount;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LastRun;
import dev.weir.jobs.verb.law.LedgerView;
import dev.weir.lineage.sending.LineageBacklog;
import dev.weir.lineage.sending.LineageSettings;
import dev.weir.lineage.sending.Spool;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.StoredReleaseLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a workspace stands, in numbers, out of what its runs have left. Starts no Spark.
 *
 * @param measures by instrument, then in the order in which they were found
 * @param problems what is wrong in the workspace, or cannot be read: its numbers are not among the measures
 */
public record WorkspaceMeasures(List<Measure> measures, List<Problem> problems) {

    /** Releases that are looked at for how long rows have been put aside. */
    private static final int RELEASES = 100;

    public WorkspaceMeasures {
        measures = List.copyOf(measures);
        problems = List.copyOf(problems);
    }

    public static WorkspaceMeasures of(Desk desk) {
        Gathering gathering = new Gathering(desk);
        gathering.products();
        gathering.endings();
        gathering.ledger();
        gathering.lineage();
        gathering.problems.stream()
                .collect(Collectors.groupingBy(problem -> problem.code().id(), TreeMap::new, Collectors.counting()))
                .forEach((code, count) -> gathering.measures.add(Instrument.PROBLEMS.at(count, code)));
        return new WorkspaceMeasures(
                gathering.measures.stream()
                        .sorted(Comparator.comparing(Measure::instrument))
                        .toList(),
                gathering.problems);
    }

    private static final class Gathering {

        private final Desk desk;
        private final Instant now;
        private final Workspace settings;
        private final StoredReleaseLog log;
        private final WorkspaceReader.Outcome read;
        private final List<Measure> measures = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Gathering(Desk desk) {
            this.desk = desk;
            this.now = desk.now();
            this.settings = desk.settings();
            this.log = StoredReleaseLog.of(settings);
            this.read = desk.folder().readWhatCanBe();
        }

        /** What cannot be read is a problem, and the rest is measured all the same. */
        private void part(Runnable part) {
            try {
                part.run();
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }

        void products() {
            Set<String> products = new TreeSet<>(log.products());
            read.workspace()
                    .ifPresent(workspace -> workspace.products().forEach(product -> products.add(product.id())));
            for (String product : products) {
                part(() -> releases(product));
                RunArchive runs = new RunArchive(settings.root());
                part(() -> {
                    Optional<RunRecord> decided = LastRun.of(product, log, runs);
                    decided.ifPresent(this::run);
                    Stream.concat(runs.latest(product).stream(), decided.stream())
                            .max(Comparator.comparing(record -> record.run().ended()))
                            .ifPresent(this::attempt);
                });
            }
        }

        private void releases(String product) {
            Deque<Long> numbers = new ArrayDeque<>(log.numbers(product).boxed().toList());
            if (numbers.isEmpty()) {
                return;
            }
            Optional<Manifest> newest = manifest(product, numbers.removeLast());
            if (newest.isEmpty()) {
                return;
            }
            RunRecord record = newest.get().record();
            measures.add(Instrument.RELEASE_NUMBER.at(newest.get().number(), product));
            measures.add(Instrument.RELEASE_TIME.at(seconds(record.run().ended()), product));
            record.score().points().ifPresent(points -> measures.add(Instrument.RELEASE_SCORE.at(points, product)));
            newest.get()
                    .tables()
                    .forEach(table -> measures.add(
                            Instrument.RELEASE_ROWS.at(table.content().rows(), product, table.name())));
            record.tables()
                    .forEach(table -> measures.add(
                            Instrument.RELEASE_QUARANTINED.at(table.quarantined(), product, table.table())));
            standing(product, record, numbers);
        }

        /** Since which release each has put rows of a table aside: earlier ones are read only while there is such a table. */
        private void standing(String product, RunRecord newest, Deque<Long> earlier) {
            Map<String, Instant> since = new TreeMap<>();
            Set<String> open = new TreeSet<>(aside(newest));
            Optional<RunRecord> record = Optional.of(newest);
            for (int looked = 0; record.isPresent() && !open.isEmpty() && looked < RELEASES; looked++) {
                open.retainAll(aside(record.get()));
                Instant ended = record.get().run().ended();
                open.forEach(table -> since.put(table, ended));
                record = open.isEmpty() || earlier.isEmpty()
                        ? Optional.empty()
                        : manifest(product, earlier.removeLast()).map(Manifest::record);
            }
            newest.tables()
                    .forEach(table -> measures.add(Instrument.QUARANTINE_STANDING.at(
                            Optional.ofNullable(since.get(table.table()))
                                    .map(first -> seconds(Duration.between(first, now)))
                                    .orElse(0.0),
                            product,
                            table.table())));
        }

        private static Set<String> aside(RunRecord record) {
            return record.tables().stream()
                    .filter(table -> table.quarantined() > 0)
                    .map(TableCount::table)
                    .collect(Collectors.toSet());
        }

        private Optional<Manifest> manifest(String product, long number) {
            PartialRead<Manifest> found = log.legible(product, List.of(number));
            problems.addAll(found.damaged());
            return found.whole().stream().findFirst();
        }

        /** The last run, however it ended. */
        private void attempt(RunRecord record) {
            String product = record.run().product();
            String outcome = Json.word(record.ending().outcome());
            measures.add(Instrument.RUN_TIME.at(seconds(record.run().ended()), product, outcome));
            measures.add(Instrument.RUN_DURATION.at(
                    seconds(Duration.between(
                            record.run().started(), record.run().ended())),
                    product,
                    outcome));
        }

        /** The last run that has judged its rows. */
        private void run(RunRecord record) {
            String product = record.run().product();
            measures.add(Instrument.LATE_INTERVALS.at(record.ending().late().size(), product));
            Map<List<String>, Long> stages = new TreeMap<>(Comparator.comparing(List::toString));
            record.run().times().stream()
                    .filter(time -> !time.isSentence())
                    .forEach(time ->
                            stages.merge(List.of(time.stage(), subject(time.subject())), time.millis(), Long::sum));
            stages.forEach((stage, millis) -> measures.add(Instrument.STAGE_DURATION.at(
                    seconds(Duration.ofMillis(millis)), product, stage.get(0), stage.get(1))));
            record.verdicts().stream()
                    .collect(Collectors.groupingBy(
                            verdict -> List.of(Json.word(verdict.rule().severity()), Json.word(verdict.answer())),
                            () -> new TreeMap<>(Comparator.comparing(List::toString)),
                            Collectors.counting()))
                    .forEach((kind, count) ->
                            measures.add(Instrument.RULES.at(count, product, kind.get(0), kind.get(1))));
            for (Verdict verdict : record.verdicts()) {
                if (verdict.answer() != Verdict.Answer.PASSED) {
                    measures.add(Instrument.RULE_FAILED_ROWS.at(
                            // a check of a whole table fails without a row
                            Math.max(
                                    verdict.answer() == Verdict.Answer.FAILED ? 1 : 0,
                                    verdict.rows().failed()),
                            product,
                            verdict.rule().table(),
                            verdict.rule().id(),
                            Json.word(verdict.rule().severity())));
                }
            }
        }

        /** What is in force for a time, as the files of the workspace say. */
        void endings() {
            problems.addAll(read.problems());
            read.workspace().ifPresent(workspace -> {
                LocalDate today = workspace.day(now);
                workspace.products().forEach(product -> concessions(product, today));
                workspace.recipients().forEach(recipient -> mechanisms(recipient, today));
            });
        }

        private void concessions(Product product, LocalDate today) {
            product.concessions()
                    .waivers()
                    .forEach(waiver -> measures.add(
                            Instrument.WAIVER_ENDS.at(days(today, waiver.until()), product.id(), waiver.rule())));
            product.concessions()
                    .harmless()
                    .forEach(column -> measures.add(Instrument.HARMLESS_ENDS.at(
                            days(today, column.word().until()), product.id(), column.table(), column.column())));
        }

        /** Of several of one type the one that ends last counts: transfers may rest on it. */
        private void mechanisms(Recipient recipient, LocalDate today) {
            Map<String, LocalDate> last = new TreeMap<>();
            for (TransferMechanism mechanism : recipient.mechanisms()) {
                mechanism
                        .days()
                        .lastValidDay()
                        .ifPresent(day -> last.merge(Json.word(mechanism.type()), day, Gathering::later));
            }
            last.forEach(
                    (type, day) -> measures.add(Instrument.MECHANISM_ENDS.at(days(today, day), recipient.id(), type)));
        }

        private static LocalDate later(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }

        void lineage() {
            part(() -> {
                LineageSettings to = LineageSettings.of(settings, desk.folder().environment());
                try {
                    int waiting = LineageBacklog.of(settings, to).waiting();
                    if (waiting > 0 || !to.names().isEmpty()) {
                        measures.add(Instrument.LINEAGE_WAITING.at(waiting));
                    }
                } catch (IOException e) {
                    problems.add(new Problem(
                            Code.STORE_UNREACHABLE,
                            Place.of(Spool.FOLDER),
                            "Lineage events that wait cannot be counted",
                            e.getClass().getSimpleName(),
                            "give this user the right to read the folder"));
                }
            });
        }

        void ledger() {
            part(() -> {
                LedgerView view = LedgerView.of(desk, Optional.empty());
                problems.addAll(view.uncounted());
                Map<String, Long> people = new TreeMap<>();
                for (LedgerView.Watched watched : view.thresholds()) {
                    String kind = Json.word(watched.threshold().kind());
                    people.put(kind, watched.sent()); // the same for all thresholds of a kind
                    measures.add(Instrument.LEDGER_THRESHOLD.at(
                            watched.threshold().people(),
                            kind,
                            watched.threshold().rule(),
                            watched.threshold().asks()));
                }
                people.forEach((kind, sent) -> measures.add(Instrument.LEDGER_PEOPLE.at(sent, kind)));
            });
        }

        /** A label may not be another one after each run, as a release's number is. */
        private static String subject(String subject) {
            return subject.indexOf('@') < 0 ? subject : subject.substring(0, subject.indexOf('@'));
        }

        private static double seconds(Instant moment) {
            return moment.toEpochMilli() / 1000.0;
        }

        private static double seconds(Duration time) {
            return time.toMillis() / 1000.0;
        }

        private static long days(LocalDate from, LocalDate until) {
            return ChronoUnit.DAYS.between(from, until);
        }
    }
}
