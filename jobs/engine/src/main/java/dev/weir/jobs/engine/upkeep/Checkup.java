package dev.weir.jobs.engine.upkeep;

import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.KeyUse;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FullDisk;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks whether a workspace's releases, tables and keys are in order. Changes nothing but by {@link #recover}. */
public final class Checkup {

    private static final Retention FOR_EVER = new Retention(Optional.empty());

    private final WeirSession session;
    private final Workspace workspace;
    private final StoredReleaseLog log;

    public Checkup(WeirSession session) {
        this.session = session;
        this.workspace = session.workspace();
        this.log = StoredReleaseLog.of(workspace);
    }

    /** Finishes or undoes what dead runs of all products left; one sentence each. */
    public List<String> recover() {
        List<String> messages = new ArrayList<>();
        products().forEach(product -> messages.addAll(session.releases().recover(product)));
        return messages;
    }

    /** All that is not as it should be. What cannot be looked at is one of them. */
    public List<CheckupFinding> findings() {
        List<CheckupFinding> findings = new ArrayList<>();
        look(findings, () -> keys(findings));
        store(findings);
        int before = findings.size();
        look(findings, () -> catalogue(findings));
        boolean readable = findings.size() == before;
        for (String product : products()) {
            look(findings, () -> product(findings, product, readable));
        }
        return findings.stream().distinct().toList();
    }

    private void catalogue(List<CheckupFinding> findings) {
        Map<String, String> lost = session.lostTables();
        lost.forEach((table, why) -> findings.add(new CheckupFinding(
                CheckupFinding.Kind.CATALOGUE,
                table,
                "The catalogue does not have the table as the warehouse has it: " + why + ".",
                "'weir doctor --rebuild-catalogue' makes the catalogue anew.")));
        if (lost.isEmpty()) {
            session.damagedTables()
                    .forEach((table, why) -> findings.add(new CheckupFinding(
                            CheckupFinding.Kind.CATALOGUE,
                            table,
                            "The catalogue has the table, and its metadata cannot be read: " + why + ".",
                            "Restore the warehouse from a copy.")));
        }
    }

    /** What releases rely on is tried where there are any. */
    private void store(List<CheckupFinding> findings) {
        if (log.products().isEmpty()) {
            return;
        }
        try {
            log.files().probe();
        } catch (ProblemsException e) {
            e.problems()
                    .forEach(problem -> findings.add(new CheckupFinding(
                            CheckupFinding.Kind.STORE,
                            problem.place().toString(),
                            problem.what() + ": " + problem.why() + ".",
                            problem.remedy())));
        }
    }

    private void product(List<CheckupFinding> findings, String product, boolean readable) {
        boolean settled = unfinished(findings, product).isEmpty();
        if (!readable) {
            return;
        }
        int before = findings.size();
        look(findings, () -> session.releases().requireNewest(product));
        signed(findings, product);
        releases(findings, product);
        look(findings, () -> sizes(findings, product));
        if (settled
                && findings.size() == before
                && wasAtWork(product)) { // nothing is called needless beside releases that are damaged
            look(findings, () -> leftovers(findings, product));
        }
    }

    /** Of a product that never ran nothing is left, and no lease need be taken to see that. */
    private boolean wasAtWork(String product) {
        return log.products().contains(product) || session.runs().products().contains(product);
    }

    private List<UnfinishedRuns.Left> unfinished(List<CheckupFinding> findings, String product) {
        List<UnfinishedRuns.Left> left = UnfinishedRuns.of(session.runs(), log, product);
        left.forEach(run -> findings.add(new CheckupFinding(
                CheckupFinding.Kind.UNFINISHED,
                product,
                run.plannedAction(),
                switch (run.mending()) {
                    case ANY_COMMAND -> "'weir doctor --fix' or the next command of the product does it.";
                    case MANUAL -> "Until then no run of '" + product + "' begins.";
                })));
        return left;
    }

    /** Where there is no key to compare with, {@link #keys} reports that. */
    private void signed(List<CheckupFinding> findings, String product) {
        if (!SigningKeys.of(workspace).publics().isEmpty()) {
            Authenticity authenticity = Authenticity.of(workspace, log);
            log.numbers(product).forEach(number -> look(findings, () -> authenticity.require(product, number)));
        }
    }

    private void releases(List<CheckupFinding> findings, String product) {
        // looked at first: a run that ends meanwhile has its tables
        Set<String> unfinished = UnfinishedRuns.runs(session.runs(), product);
        Map<TableIdentity, Map<Long, ReleasedTable>> tables = new LinkedHashMap<>();
        for (long number : log.numbers(product).toArray()) {
            Manifest manifest = log.read(product, number);
            boolean follows = unfinished.contains(manifest.record().run().id());
            if (!follows && Expiry.of(log, product, number).isEmpty()) {
                for (ReleasedTable table : manifest.tables()) {
                    tables.computeIfAbsent(identity(product, table), first -> new TreeMap<>())
                            .put(number, table);
                }
            }
        }
        Map<TableFormat, TableUpkeep> upkeep = session.upkeep();
        tables.forEach((table, releases) -> {
            Set<Long> there = there(findings, TableKinds.of(table.format(), upkeep), table, releases);
            releases.keySet().stream()
                    .filter(number -> !there.contains(number))
                    .forEach(number -> findings.add(new CheckupFinding(
                            CheckupFinding.Kind.RELEASE,
                            product + "@" + number,
                            "The rows of table '" + table.name() + "' are gone, though nobody let them go.",
                            "Restore the warehouse from a copy.")));
        });
    }

    /** A data file of the newest release that was cut off or replaced has another size more often than not; 'weir verify' compares all bytes. */
    private void sizes(List<CheckupFinding> findings, String product) {
        Manifest newest = log.latest(product).orElse(null);
        if (newest == null || Expiry.of(log, product, newest.number()).isPresent()) {
            return;
        }
        EarlierFiles signed = new EarlierFiles(new ProofFiles(log.files(), product));
        for (ReleasedTable table : newest.tables()) {
            TableIdentity identity = identity(product, table);
            Map<String, Long> there = new TableFolder(
                            identity.location(), session.spark().sessionState().newHadoopConf())
                    .list();
            String folder = TableFolder.plain(identity.location()) + "/";
            signed.of(newest, table.name())
                    .ifPresent(list -> list.files().forEach(file -> {
                        Long bytes = there.get(folder + file.path());
                        if (bytes != null && bytes != file.bytes()) {
                            findings.add(new CheckupFinding(
                                    CheckupFinding.Kind.RELEASE,
                                    newest.reference(),
                                    "'" + folder + file.path() + "' has " + bytes + " bytes, and was released with "
                                            + file.bytes() + ".",
                                    "Restore it from a copy; 'weir verify " + newest.reference()
                                            + "' compares all of its files."));
                        }
                    }));
        }
    }

    /** A table that cannot be read is reported once, and its releases are not reported as gone. */
    private static Set<Long> there(
            List<CheckupFinding> findings, TableUpkeep upkeep, TableIdentity table, Map<Long, ReleasedTable> releases) {
        try {
            return upkeep.there(table, releases);
        } catch (ProblemsException e) {
            throw e;
        } catch (Exception e) { // Delta's own, of many kinds and undeclared, at a damaged log
            Optional<String> full = FullDisk.in(e);
            findings.add(new CheckupFinding(
                    CheckupFinding.Kind.RELEASE,
                    table.location(),
                    "The metadata of table '" + table.identifier() + "' cannot be read ("
                            + full.orElseGet(() -> e.getClass().getSimpleName()) + "): "
                            + (full.isPresent()
                                    ? "a disk is full, and nothing says that the table is damaged."
                                    : "a file of it is missing or damaged."),
                    full.isPresent()
                            ? "Free some space, then run 'weir doctor' again."
                            : "Restore the warehouse from a copy."));
            return releases.keySet();
        }
    }

    private TableIdentity identity(String product, ReleasedTable table) {
        return TableIdentity.of(session.warehouse(), table.version().format(), product, table.name());
    }

    private void leftovers(List<CheckupFinding> findings, String product) {
        Optional<CleanPlan> cleanable = session.releases()
                .cleanable(
                        product,
                        log,
                        session.upkeep(),
                        FOR_EVER,
                        Clock.systemUTC().instant());
        if (cleanable.isEmpty()) {
            // in a bucket a run is known to be dead only once its lease could be taken, and that has been done
            unfinished(findings, product);
            return;
        }
        CleanPlan plan = cleanable.get();
        // metadata that later versions have made needless is no sign of anything
        List<TableSurplus.Left> rows = Stream.concat(
                        plan.surplus().stream().flatMap(surplus -> surplus.files().stream()), plan.leavings().stream())
                .filter(file -> !file.path().contains("/metadata/"))
                .toList();
        if (!rows.isEmpty() || !plan.entries().isEmpty()) {
            findings.add(new CheckupFinding(
                    CheckupFinding.Kind.LEFTOVER,
                    product,
                    rows.size() + " files, "
                            + rows.stream().mapToLong(TableSurplus.Left::bytes).sum() + " bytes, and "
                            + plan.entries().size() + " entries of the log belong to no release.",
                    "'weir clean " + product + " --apply' removes them."));
        }
    }

    private void keys(List<CheckupFinding> findings) {
        KeyUse use = KeyUse.in(log).whole();
        KeyFile file = KeyFile.of(workspace);
        if (!use.releases().isEmpty()) {
            KeyRing ring = file.read();
            use.releases()
                    .forEach((id, releases) ->
                            look(findings, () -> file.requireHad(ring, List.of(id), String.join(", ", releases))));
        } else if (!workspace.products().isEmpty()) {
            look(findings, file::read); // each run asks for it
        }
        SigningKeys signing = SigningKeys.of(workspace);
        if (!log.products().isEmpty() && !signing.exists()) {
            findings.add(new CheckupFinding(
                    CheckupFinding.Kind.KEY,
                    signing.publicFile().toString(),
                    "The pair that signs releases is not there.",
                    "Restore it from a copy; where it is lost, 'weir keys rotate --signing' makes a new pair that records until"
                            + " when the earlier ones count. Until then no run makes a release."));
        }
    }

    private static void look(List<CheckupFinding> findings, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            if (!(RunFaults.toUserFacing(e) instanceof ProblemsException problems)) {
                throw e;
            }
            problems.problems().forEach(problem -> findings.add(CheckupFinding.of(problem)));
        }
    }

    private Set<String> products() {
        Set<String> products = new TreeSet<>(log.products());
        workspace.products().forEach(product -> products.add(product.id()));
        return products;
    }
}
