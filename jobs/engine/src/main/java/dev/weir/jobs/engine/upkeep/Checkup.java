package dev.weir.jobs.engine.upkeep;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.engine.watch.RunFaults;
import dev.weir.jobs.release.clean.CleanPlan;
import dev.weir.jobs.release.clean.Retention;
import dev.weir.jobs.release.clean.SignedTables;
import dev.weir.jobs.release.table.LostRows;
import dev.weir.jobs.release.table.TableFolder;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.privacy.keys.KeyFile;
import dev.weir.privacy.keys.KeyRing;
import dev.weir.privacy.keys.SigningKeys;
import dev.weir.releases.evidence.Authenticity;
import dev.weir.releases.evidence.EarlierFiles;
import dev.weir.releases.evidence.TablesCheck;
import dev.weir.releases.journal.UnfinishedRuns;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.KeyUse;
import dev.weir.releases.log.Loss;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.storage.FullDisk;
import dev.weir.releases.warehouse.TableIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
        Unreadable unreadable = catalogue(findings);
        for (String product : products()) {
            look(findings, () -> product(findings, product, unreadable));
        }
        return findings.stream().distinct().toList();
    }

    /**
     * The Iceberg tables that cannot be looked at, which is said once; all else can.
     *
     * @param tables by name
     * @param all whether the catalogue itself cannot be read
     */
    private record Unreadable(Set<String> tables, boolean all) {

        boolean has(TableIdentity table) {
            return table.format().equals(TableFormat.ICEBERG) && (all || tables.contains(table.identifier()));
        }

        boolean isNone() {
            return !all && tables.isEmpty();
        }
    }

    private Unreadable catalogue(List<CheckupFinding> findings) {
        int before = findings.size();
        Map<String, String> lost = new TreeMap<>();
        look(findings, () -> lost.putAll(session.lostTables()));
        if (findings.size() > before) {
            return new Unreadable(Set.of(), true);
        }
        lost.forEach((table, why) -> findings.add(new CheckupFinding(
                CheckupFinding.Kind.CATALOGUE,
                table,
                "The catalogue does not have the table as the warehouse has it: " + why + ".",
                "'weir doctor --rebuild-catalogue' makes the catalogue anew.")));
        Map<String, String> damaged = new TreeMap<>();
        int known = findings.size();
        look(findings, () -> damaged.putAll(session.damagedTables()));
        boolean unknown = findings.size() > known;
        damaged.keySet().removeAll(lost.keySet());
        damaged.forEach((table, why) -> findings.add(new CheckupFinding(
                CheckupFinding.Kind.CATALOGUE,
                table,
                "The catalogue has the table, and its metadata cannot be read: " + why + ".",
                "Restore the warehouse from a copy. Where there is none, 'weir doctor --rebuild-catalogue' takes the newest"
                        + " metadata that is left.")));
        Set<String> tables = new TreeSet<>(lost.keySet());
        tables.addAll(damaged.keySet());
        return new Unreadable(tables, unknown);
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

    private void product(List<CheckupFinding> findings, String product, Unreadable unreadable) {
        boolean settled = unfinished(findings, product).isEmpty();
        int before = findings.size();
        if (unreadable.isNone()) {
            look(findings, () -> session.releases().requireNewest(product));
        }
        signed(findings, product);
        OptionalLong whole = releases(findings, product, unreadable);
        if (settled) {
            look(findings, () -> newest(findings, product, unreadable));
        }
        look(findings, () -> sizes(findings, product));
        if (settled
                && unreadable.isNone()
                && findings.size() == before
                && wasAtWork(product)
                && !isNewestLost(product)) { // nothing is called needless beside releases that are damaged
            look(findings, () -> leftovers(findings, product));
        }
        lost(findings, product, whole);
    }

    private boolean isNewestLost(String product) {
        return log.latest(product)
                .flatMap(newest -> Expiry.of(log, product, newest.number()))
                .isPresent();
    }

    /** What is on record is shown as long as the release is: its rows are not in order, and nothing is left to do. */
    private void lost(List<CheckupFinding> findings, String product, OptionalLong whole) {
        long newest = log.numbers(product).max().orElse(0);
        log.numbers(product)
                .forEach(number -> look(
                        findings,
                        () -> Loss.of(log.files(), log.keys(), product, number)
                                .map(loss -> number == newest
                                        ? new CheckupFinding(
                                                CheckupFinding.Kind.RELEASE,
                                                product + "@" + number,
                                                "The rows of the newest release were "
                                                        + loss.expiry().words() + ".",
                                                LostRows.anew(product, whole))
                                        : new CheckupFinding(
                                                CheckupFinding.Kind.LOST,
                                                product + "@" + number,
                                                "Its rows were " + loss.expiry().words() + ": " + loss.because() + ".",
                                                "Nothing is left to do."))
                                .ifPresent(findings::add)));
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

    /** @return the newest release that has all of its files, as far as tables can be read */
    private OptionalLong releases(List<CheckupFinding> findings, String product, Unreadable unreadable) {
        // looked at first: a run that ends meanwhile has its tables
        Set<String> unfinished = UnfinishedRuns.runs(session.runs(), product);
        Map<TableIdentity, Map<Long, Manifest>> tables = new LinkedHashMap<>();
        TreeSet<Long> whole = new TreeSet<>();
        for (long number : log.numbers(product).toArray()) {
            look(findings, () -> {
                Manifest manifest = log.read(product, number);
                boolean follows = unfinished.contains(manifest.record().run().id());
                if (!follows && Expiry.of(log, product, number).isEmpty()) {
                    whole.add(number);
                    for (ReleasedTable table : manifest.tables()) {
                        tables.computeIfAbsent(identity(product, table), first -> new TreeMap<>())
                                .put(number, manifest);
                    }
                }
            });
        }
        tables.keySet().removeIf(unreadable::has);
        Map<TableFormat, TableUpkeep> upkeep = session.upkeep();
        SignedTables signed = new SignedTables(log, upkeep);
        Map<Long, List<String>> gone = new TreeMap<>();
        tables.forEach((table, releases) -> {
            Map<Long, Manifest> merged = new TreeMap<>(releases);
            merged.values()
                    .removeIf(
                            release -> released(release, table).load().deletes().isEmpty());
            if (keepWhole(findings, gone, table, TablesCheck.Part.ROWS, releases)) {
                look(
                        findings,
                        () -> signed.differing(table, releases.values())
                                .ifPresent(problem -> findings.add(CheckupFinding.of(problem))));
            }
            if (!unreadable.has(table.ofDeletes())
                    && keepWhole(findings, gone, table, TablesCheck.Part.DELETED, merged)) {
                look(
                        findings,
                        () -> signed.deleted(table, merged.values())
                                .ifPresent(problem -> findings.add(CheckupFinding.of(problem))));
            }
        });
        whole.removeAll(gone.keySet());
        OptionalLong last = whole.isEmpty() ? OptionalLong.empty() : OptionalLong.of(whole.last());
        gone(findings, product, gone, last);
        return last;
    }

    /**
     * Keeps those of these releases that have all of their files: without a copy, each of the others is a loss of its own.
     *
     * @param gone what the others have lost is added, by release
     * @return whether the table can be read
     */
    private boolean keepWhole(
            List<CheckupFinding> findings,
            Map<Long, List<String>> gone,
            TableIdentity table,
            TablesCheck.Part part,
            Map<Long, Manifest> releases) {
        if (releases.isEmpty()) {
            return true;
        }
        Map<Long, ReleasedTable> versions = new TreeMap<>();
        releases.forEach((number, release) -> versions.put(number, part.of(released(release, table))));
        Optional<Set<Long>> there =
                there(findings, part == TablesCheck.Part.ROWS ? table : table.ofDeletes(), versions);
        there.ifPresent(whole -> {
            releases.forEach((number, release) -> {
                if (!whole.contains(number)) {
                    gone.computeIfAbsent(number, first -> new ArrayList<>()).add(part.words(released(release, table)));
                }
            });
            releases.keySet().retainAll(whole);
        });
        return there.isPresent();
    }

    private void gone(List<CheckupFinding> findings, String product, Map<Long, List<String>> gone, OptionalLong whole) {
        long newest = log.numbers(product).max().orElse(0);
        gone.forEach((number, tables) -> tables.forEach(table -> findings.add(new CheckupFinding(
                CheckupFinding.Kind.RELEASE,
                product + "@" + number,
                table + ": files of it are gone, though nobody let them go.",
                LostRows.remedy(product, number)
                        + (number == newest ? " Then " + LostRows.anew(product, whole) : "")))));
    }

    private static ReleasedTable released(Manifest release, TableIdentity table) {
        return release.table(table.name()).orElseThrow();
    }

    /** Who reads a table without Weir reads its newest version, and the next run goes on from it. */
    private void newest(List<CheckupFinding> findings, String product, Unreadable unreadable) {
        Optional<Manifest> newest = log.latest(product).filter(release -> log.isKept(product, release.number()));
        SignedTables signed = new SignedTables(log, session.upkeep());
        List<CheckupFinding> beyond = new ArrayList<>();
        for (ReleasedTable table : newest.map(Manifest::tables).orElse(List.of())) {
            TableIdentity identity = identity(product, table);
            if (!unreadable.has(identity) && !isReported(findings, identity)) {
                look(
                        beyond,
                        () -> newest.filter(release -> isThere(release, identity))
                                .flatMap(release -> signed.beyond(identity, release))
                                .ifPresent(problem -> beyond.add(new CheckupFinding(
                                        CheckupFinding.Kind.RELEASE,
                                        identity.location(),
                                        problem.what() + ": " + problem.why() + ".",
                                        problem.remedy()))));
            }
        }
        // a run writes to its tables before its release is there: of one that came meanwhile they are its own
        if (UnfinishedRuns.runs(session.runs(), product).isEmpty()
                && log.numbers(product).max().orElse(0)
                        == newest.map(Manifest::number).orElse(0L)) {
            findings.addAll(beyond);
        }
    }

    /** Of a version that is gone, the rows are to be had nowhere, which is reported. */
    private boolean isThere(Manifest release, TableIdentity table) {
        return !TableKinds.of(table.format(), session.upkeep())
                .there(table, Map.of(release.number(), released(release, table)))
                .isEmpty();
    }

    private static boolean isReported(List<CheckupFinding> findings, TableIdentity table) {
        return findings.stream().anyMatch(finding -> finding.subject().equals(table.location()));
    }

    /** A data file of the newest release that was cut off or replaced has another size more often than not; 'weir verify' compares all bytes. */
    private void sizes(List<CheckupFinding> findings, String product) {
        Manifest newest = log.latest(product).orElse(null);
        if (newest == null || Expiry.of(log, product, newest.number()).isPresent()) {
            return;
        }
        EarlierFiles signed = EarlierFiles.of(log.files(), product);
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

    /** A table that cannot be read is reported once, and its releases are not reported as gone: nothing is known of them. */
    private Optional<Set<Long>> there(
            List<CheckupFinding> findings, TableIdentity table, Map<Long, ReleasedTable> releases) {
        try {
            return Optional.of(TableKinds.of(table.format(), session.upkeep()).there(table, releases));
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> findings.add(CheckupFinding.of(problem)));
            return Optional.empty();
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
            return Optional.empty();
        }
    }

    private TableIdentity identity(String product, ReleasedTable table) {
        return TableIdentity.of(session.warehouse(), table.version().format(), product, table.name());
    }

    private void leftovers(List<CheckupFinding> findings, String product) {
        Optional<CleanPlan> cleanable;
        try {
            cleanable = session.releases()
                    .cleanable(
                            product,
                            log,
                            session.upkeep(),
                            FOR_EVER,
                            Clock.systemUTC().instant());
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> findings.add(unseen(product, problem)));
            return;
        }
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

    /** What kept leftovers from being looked for. Releases have their files: what else is missing is no release's. */
    private static CheckupFinding unseen(String product, Problem problem) {
        return switch (problem.code()) {
            case CONFLICT ->
                new CheckupFinding(
                        CheckupFinding.Kind.RUNNING,
                        product,
                        problem.what() + ": " + problem.why() + ".",
                        "Files that no release needs are looked for when it has ended.");
            case RELEASE_MISSING ->
                new CheckupFinding(
                        CheckupFinding.Kind.RELEASE,
                        problem.place().toString(),
                        problem.what() + ": " + problem.why() + ".",
                        "Restore them from a copy; until then 'weir clean " + product + "' removes nothing.");
            default -> CheckupFinding.of(problem);
        };
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
