package dev.weir.jobs.notices;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Recipient;
import dev.weir.contracts.Rule;
import dev.weir.contracts.TransferMechanism;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.RunRecord;
import dev.weir.contracts.release.Verdict;
import dev.weir.contracts.settings.NoticeChannel.Topic;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LastRun;
import dev.weir.jobs.verb.law.LedgerView;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a workspace has to give notice of, as it stands: out of the last run of each product, its waivers, its recipients and its
 * ledger. Starts no Spark.
 *
 * @param happenings near ends and thresholds however far they are: each channel has its own distance
 * @param ended when the last run of each product ended that came to a decision
 * @param workspace as far as it can be read; empty when it cannot
 * @param unknown topics that could not be looked at, so that what stood there does not count as over
 * @param problems why not
 */
record WorkspaceStatus(
        List<NoticeEvent> happenings,
        Map<String, Instant> ended,
        Optional<Workspace> workspace,
        Set<Topic> unknown,
        List<Problem> problems) {

    WorkspaceStatus {
        happenings = List.copyOf(happenings);
        ended = Map.copyOf(ended);
        unknown = Set.copyOf(unknown);
        problems = List.copyOf(problems);
    }

    static WorkspaceStatus of(Desk desk) {
        Looking looking = new Looking(desk);
        looking.runs();
        looking.ends();
        looking.ledger();
        return new WorkspaceStatus(
                looking.happenings, looking.ended, looking.read.workspace(), looking.unknown, looking.problems);
    }

    List<String> owners(String product) {
        return owners(workspace, product);
    }

    private static List<String> owners(Optional<Workspace> workspace, String product) {
        return workspace
                .flatMap(read -> read.product(product))
                .map(found -> found.about().owners())
                .orElse(List.of());
    }

    /** What a run has to give notice of. */
    static List<NoticeEvent> of(RunRecord record, List<String> owners) {
        List<NoticeEvent> found = new ArrayList<>();
        Outcome outcome = record.ending().outcome();
        if (outcome != Outcome.RELEASED && outcome != Outcome.UNCHANGED) {
            found.add(new HeldRelease(
                    record.run(),
                    outcome,
                    record.verdicts().stream()
                            .filter(Verdict::holds)
                            .map(JudgedRule::of)
                            .toList(),
                    owners));
        }
        if (!record.ending().late().isEmpty()) {
            found.add(new LateIntervals(record.run(), record.ending().late(), owners));
        }
        record.verdicts().stream()
                .filter(WorkspaceStatus::isDrift)
                .map(verdict ->
                        new DriftedRule(record.run(), record.ending().release(), JudgedRule.of(verdict), owners))
                .forEach(found::add);
        return found;
    }

    private static boolean isDrift(Verdict verdict) {
        boolean asks =
                verdict.rule().check() instanceof Rule.Drift || verdict.rule().check() instanceof Rule.SourceColumns;
        return asks && (verdict.answer() == Verdict.Answer.FAILED || verdict.answer() == Verdict.Answer.ERROR);
    }

    private static final class Looking {

        private final Desk desk;
        private final Workspace settings;
        private final WorkspaceReader.Outcome read;
        private final List<NoticeEvent> happenings = new ArrayList<>();
        private final Map<String, Instant> ended = new TreeMap<>();
        private final Set<Topic> unknown = EnumSet.noneOf(Topic.class);
        private final List<Problem> problems = new ArrayList<>();

        Looking(Desk desk) {
            this.desk = desk;
            this.settings = desk.settings();
            this.read = desk.folder().readWhatCanBe();
        }

        private void part(Set<Topic> topics, Runnable part) {
            try {
                part.run();
            } catch (ProblemsException e) {
                unknown.addAll(topics);
                problems.addAll(e.problems());
            }
        }

        void runs() {
            StoredReleaseLog log = StoredReleaseLog.of(settings);
            RunArchive runs = new RunArchive(settings.root());
            Set<Topic> topics = EnumSet.of(Topic.HELD, Topic.REFUSED, Topic.FAILED, Topic.DRIFT, Topic.LATE);
            if (read.workspace().isEmpty()) {
                unknown.addAll(topics);
            }
            read.workspace()
                    .ifPresent(workspace -> workspace.products().stream()
                            .map(Product::id)
                            .forEach(product -> part(
                                    topics,
                                    () -> LastRun.of(product, log, runs).ifPresent(record -> {
                                        ended.put(product, record.run().ended());
                                        happenings.addAll(of(record, owners(read.workspace(), product)));
                                    }))));
        }

        void ends() {
            if (!read.problems().isEmpty()) {
                unknown.add(Topic.ENDS);
                problems.addAll(read.problems());
            }
            read.workspace().ifPresent(workspace -> {
                LocalDate today = workspace.day(desk.now());
                workspace.products().forEach(product -> concessions(product, today));
                workspace.recipients().forEach(recipient -> mechanisms(recipient, today));
            });
        }

        private void concessions(Product product, LocalDate today) {
            product.concessions()
                    .waivers()
                    .forEach(waiver -> happenings.add(new ExpiringTerm(
                            ExpiringTerm.Kind.WAIVER,
                            product.id(),
                            waiver.rule(),
                            waiver.until(),
                            today,
                            product.rules().stream()
                                    .filter(rule -> rule.id().equals(waiver.rule()))
                                    .map(rule -> rule.standing().owner())
                                    .filter(owner -> !owner.isBlank())
                                    .findFirst()
                                    .map(List::of)
                                    .orElseGet(() -> product.about().owners()))));
            product.concessions()
                    .harmless()
                    .forEach(column -> happenings.add(new ExpiringTerm(
                            ExpiringTerm.Kind.HARMLESS,
                            product.id(),
                            column.table() + "." + column.column(),
                            column.word().until(),
                            today,
                            product.about().owners())));
        }

        /** Of several of one type the one that ends last counts: transfers may rest on it. */
        private void mechanisms(Recipient recipient, LocalDate today) {
            Map<TransferMechanism.Type, LocalDate> last = new LinkedHashMap<>();
            for (TransferMechanism mechanism : recipient.mechanisms()) {
                mechanism
                        .days()
                        .lastValidDay()
                        .ifPresent(day ->
                                last.merge(mechanism.type(), day, (one, other) -> one.isAfter(other) ? one : other));
            }
            last.forEach((type, day) -> happenings.add(
                    new ExpiringTerm(ExpiringTerm.Kind.MECHANISM, recipient.id(), type.name(), day, today, List.of())));
        }

        void ledger() {
            part(EnumSet.of(Topic.THRESHOLD), () -> {
                LedgerView view = LedgerView.of(desk, Optional.empty());
                LocalDate today = LocalDate.ofInstant(desk.now(), LedgerEntry.ZONE);
                view.thresholds()
                        .forEach(watched ->
                                happenings.add(new ThresholdWarning(watched.threshold(), watched.sent(), today)));
            });
        }
    }
}
