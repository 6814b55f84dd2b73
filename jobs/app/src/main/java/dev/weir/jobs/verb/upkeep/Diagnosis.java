package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.ExitCode;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Product;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.source.DatabaseProbes;
import dev.weir.jobs.engine.source.UnreadFiles;
import dev.weir.jobs.engine.upkeep.Checkup;
import dev.weir.jobs.engine.upkeep.CheckupFinding;
import dev.weir.jobs.notices.WorkspaceNotices;
import dev.weir.jobs.release.catalogue.CatalogueRebuild;
import dev.weir.jobs.release.catalogue.Catalogues;
import dev.weir.jobs.release.storage.BucketPlaces;
import dev.weir.jobs.release.storage.BucketProbe;
import dev.weir.jobs.verb.authoring.WorkspaceValidation;
import dev.weir.releases.journal.RunStore;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether everything in a workspace is in order.
 *
 * @param tried how the places in buckets answered, and the databases that sources are in; where lineage goes, if not as weir.yaml has it
 * @param fixed what was finished, undone or made anew before
 * @param findings what is not as it should be
 */
public record Diagnosis(List<String> tried, List<String> fixed, List<CheckupFinding> findings) {
    /**
     * What a person is shown, and need not change: files that no release needs, or that no contract reads; rows that were declared
     * lost; a run that is at work.
     */
    private static final Set<CheckupFinding.Kind> MAY_WAIT = EnumSet.of(
            CheckupFinding.Kind.LEFTOVER,
            CheckupFinding.Kind.UNREAD,
            CheckupFinding.Kind.LOST,
            CheckupFinding.Kind.RUNNING);

    public Diagnosis {
        tried = List.copyOf(tried);
        fixed = List.copyOf(fixed);
        findings = List.copyOf(findings);
    }

    /** Whether nothing has to be done. */
    public boolean isInOrder() {
        return findings.stream().allMatch(finding -> MAY_WAIT.contains(finding.kind()));
    }

    /** Where nothing but contracts is wrong, their own status; else that of what has to be done in the warehouse. */
    public ExitCode exit() {
        Set<CheckupFinding.Kind> wrong = EnumSet.noneOf(CheckupFinding.Kind.class);
        findings.forEach(finding -> wrong.add(finding.kind()));
        wrong.removeAll(MAY_WAIT);
        if (wrong.isEmpty()) {
            return ExitCode.DONE;
        }
        return wrong.equals(EnumSet.of(CheckupFinding.Kind.CONTRACT)) ? ExitCode.CONTRACT : ExitCode.STORAGE;
    }

    /** What is done before the look. */
    public enum Cure {
        /** Finish or undo what dead runs left. */
        FIX,
        /** Make the catalogue anew from the tables' own metadata and the releases. */
        REBUILD_CATALOGUE
    }

    /**
     * Looks. Places in buckets are tried first: without them nothing else can be looked at. In a warehouse that was moved nothing
     * but that is found, and nothing is cured. What databases lack, or contracts, does not stop the look at the rest.
     *
     * @throws ProblemsException where {@code weir.yaml} is wrong; with {@link Cure#REBUILD_CATALOGUE} also where contracts are
     */
    public static Diagnosis of(Desk desk, Set<Cure> cures) {
        desk.settings(); // without weir.yaml nothing can be looked at
        WorkspaceReader.Outcome outcome = desk.folder().readWhatCanBe();
        if (cures.contains(Cure.REBUILD_CATALOGUE)) { // it takes from the contracts which products there are
            ProblemsException.throwIfAny(outcome.problems());
        }
        Workspace read = withoutWrongSources(outcome);
        List<CheckupFinding> contracts = wrongContracts(outcome, desk).stream()
                .map(problem -> CheckupFinding.ofTrial(CheckupFinding.Kind.CONTRACT, problem))
                .toList();
        List<BucketProbe> trials =
                BucketPlaces.of(read).stream().map(BucketProbe::of).toList();
        List<String> tried =
                new ArrayList<>(trials.stream().map(BucketProbe::sentence).toList());
        List<CheckupFinding> lacking = trials.stream()
                .flatMap(trial -> trial.lacking().stream())
                .map(problem -> CheckupFinding.ofTrial(CheckupFinding.Kind.STORE, problem))
                .toList();
        if (!lacking.isEmpty()) {
            return new Diagnosis(tried, List.of(), concat(contracts, lacking));
        }
        RecordedRoot recorded = new RecordedRoot(Warehouse.of(read));
        Optional<String> before = recorded.before();
        if (before.isPresent()) {
            return new Diagnosis(
                    tried,
                    List.of(),
                    concat(
                            contracts,
                            List.of(CheckupFinding.of(
                                    recorded.moved(before.get()).problems().get(0)))));
        }
        desk.caller().engineBegins(read.root());
        DatabaseProbes databases = DatabaseProbes.of(read);
        tried.addAll(databases.tried());
        List<CheckupFinding> findings = new ArrayList<>(contracts);
        databases.lacking().stream()
                .map(problem -> CheckupFinding.ofTrial(CheckupFinding.Kind.SOURCE, problem))
                .forEach(findings::add);
        List<String> fixed = new ArrayList<>();
        if (cures.contains(Cure.REBUILD_CATALOGUE)) {
            fixed.addAll(rebuilt(read));
        }
        try (WeirSession session = WeirSession.reading(read)) {
            session.triedCatalogue().ifPresent(desk.caller()::note);
            Checkup checkup = new Checkup(session);
            if (cures.contains(Cure.FIX)) {
                fixed.addAll(checkup.recover());
            }
            findings.addAll(checkup.findings());
            findings.addAll(notices(read));
            LineageCheck lineage = LineageCheck.of(read, desk.folder().environment());
            lineage.settings().ifPresent(tried::add);
            findings.addAll(lineage.findings());
            if (outcome.problems().isEmpty()) { // a contract that cannot be read may read them
                findings.addAll(unread(session));
            }
            return new Diagnosis(tried, fixed, findings);
        }
    }

    /** All that {@code weir validate} finds: some of it shows only when products are planned. */
    private static List<Problem> wrongContracts(WorkspaceReader.Outcome outcome, Desk desk) {
        try {
            WorkspaceValidation.of(outcome, desk.now());
            return List.of();
        } catch (ProblemsException e) {
            return e.problems();
        }
    }

    /** As far as it could be read. Of a source whose contract is wrong it is not known where it lies. */
    private static Workspace withoutWrongSources(WorkspaceReader.Outcome outcome) {
        Workspace read = outcome.workspace().orElseThrow();
        Set<String> wrong = outcome.problems().stream()
                .map(problem -> problem.place().file())
                .collect(Collectors.toSet());
        return new Workspace(
                read.root(),
                read.settings(),
                read.profile(),
                read.law(),
                read.sources().stream()
                        .filter(source ->
                                !wrong.contains(source.contract().file().path()))
                        .toList(),
                read.products(),
                read.recipients());
    }

    private static List<CheckupFinding> concat(List<CheckupFinding> first, List<CheckupFinding> more) {
        return Stream.concat(first.stream(), more.stream()).toList();
    }

    private static List<CheckupFinding> unread(WeirSession session) {
        return UnreadFiles.ofWorkspace(session).stream()
                .map(name -> new CheckupFinding(
                        CheckupFinding.Kind.UNREAD,
                        name,
                        "No contract reads it, and it lies beside files of a source.",
                        "If it is data, add it to a source's pattern, or draft a table of it ('weir add')."))
                .toList();
    }

    private static List<CheckupFinding> notices(Workspace read) {
        return WorkspaceNotices.unsent(read).stream()
                .map(unsent -> new CheckupFinding(
                        CheckupFinding.Kind.NOTICE,
                        unsent.channel(),
                        unsent.what(),
                        "See to the server and to 'notices." + unsent.channel()
                                + "' in weir.yaml ('weir notices --test " + unsent.channel()
                                + "' tries it), then 'weir notices --send'."))
                .toList();
    }

    private static List<String> rebuilt(Workspace read) {
        Warehouse warehouse = Warehouse.of(read);
        StoredReleaseLog log = StoredReleaseLog.of(read);
        return new CatalogueRebuild(warehouse, Catalogues.of(read.profile(), warehouse), log, RunStore.of(read, log))
                .rebuild(read.products().stream().map(Product::id).collect(Collectors.toSet()));
    }
}
