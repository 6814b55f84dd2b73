package dev.weir.jobs.release.clean;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.TableFormat;
import dev.weir.contracts.release.EvidenceItem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.jobs.release.table.RetainedVersions;
import dev.weir.jobs.release.table.TableKinds;
import dev.weir.jobs.release.table.TableSurplus;
import dev.weir.jobs.release.table.TableUpkeep;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.log.ReleaseReaders;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tags;
import dev.weir.releases.warehouse.TableIdentity;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets the rows of releases go that nothing holds, and removes what no release needs. It holds the product's lease, and
 * recovers what dead runs left before it looks, so nothing that it meets belongs to a run at work. Each step is repeatable
 * and none hurts a release that stays, so a clean-up that dies is finished by the next one:
 *
 * <ol>
 *   <li>a release that goes is marked in the log ({@link Expiry}); then pins, tags and readers are looked at once more, and a
 *       mark is taken back where a new pin or reader was faster;
 *   <li>tables forget the versions of marked releases;
 *   <li>files go that no remaining version can reach.
 * </ol>
 */
public final class CleanUp implements AutoCloseable {

    private final String product;
    private final Warehouse warehouse;
    private final StoredReleaseLog log;
    private final Map<TableFormat, TableUpkeep> tables;
    private final Lease lease;
    private final List<String> recovered;
    private final ReleaseReaders readers;

    public CleanUp(
            String product,
            Warehouse warehouse,
            StoredReleaseLog log,
            Map<TableFormat, TableUpkeep> tables,
            Lease lease,
            List<String> recovered) {
        this.product = product;
        this.warehouse = warehouse;
        this.log = log;
        this.tables = new TreeMap<>(tables);
        this.lease = lease;
        this.recovered = List.copyOf(recovered);
        this.readers = new ReleaseReaders(log);
    }

    /** What dead runs had left and was finished or undone first; one sentence each. */
    public List<String> recovered() {
        return recovered;
    }

    /**
     * What would go now. Changes nothing.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} where a table is not as a release that stays was signed
     */
    public CleanPlan look(Retention retention, Instant now) {
        requireAsSigned(retention, now);
        return plan(retention, now);
    }

    /**
     * Before anything goes: a data file that a table no longer names looks as if no release needed it, though the evidence of one
     * that stays has it.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN}
     */
    private void requireAsSigned(Retention retention, Instant now) {
        List<Manifest> manifests = manifests();
        Set<Long> staying = staying(standings(manifests, retention, now));
        List<Manifest> kept = manifests.stream()
                .filter(manifest -> staying.contains(manifest.number()))
                .toList();
        ProblemsException.throwIfAny(new SignedTables(log, tables)
                .differing(
                        kept,
                        table -> TableIdentity.of(warehouse, table.version().format(), product, table.name())));
    }

    private CleanPlan plan(Retention retention, Instant now) {
        List<Manifest> manifests = manifests();
        List<KeptRelease> standings = standings(manifests, retention, now);
        List<TableSurplus> surplus = new ArrayList<>();
        RetainedVersions kept = kept(manifests, standings);
        tables.values()
                .forEach(upkeep -> identities(upkeep).forEach(table -> surplus.add(upkeep.surplus(table, kept))));
        surplus.removeIf(TableSurplus::isNothing);
        return new CleanPlan(
                standings,
                expiring(standings),
                surplus,
                orphans(manifests),
                new OrphanFiles(warehouse, product).list());
    }

    /**
     * @param by the declaring person
     * @return what went
     * @throws ProblemsException as {@link #look}, and nothing went
     */
    public CleanPlan apply(Retention retention, String by, Instant now) {
        requireAsSigned(retention, now);
        List<Long> marked = mark(retention, by, now);
        CleanPlan plan = plan(retention, now);
        List<Manifest> manifests = manifests();
        RetainedVersions kept = kept(manifests, plan.standings());
        tables.values()
                .forEach(upkeep -> identities(upkeep).forEach(table -> {
                    lease.check();
                    upkeep.forget(table, kept);
                }));
        // looked at again: what goes is what the tables, as they are now, do not need
        CleanPlan rest = plan(retention, now);
        for (TableSurplus surplus : rest.surplus()) {
            TableUpkeep upkeep = TableKinds.of(surplus.table().format(), tables);
            lease.check();
            surplus.files().forEach(file -> upkeep.remove(surplus.table(), file));
        }
        lease.check();
        rest.entries().forEach(log.files()::delete);
        new OrphanFiles(warehouse, product).remove();
        return new CleanPlan(
                plan.standings(), marked, went(plan.surplus(), rest.surplus()), plan.entries(), plan.leavings());
    }

    /** The versions that went, and the files: more than was to be seen before, where a table's small files became few. */
    private static List<TableSurplus> went(List<TableSurplus> looked, List<TableSurplus> removed) {
        Map<TableIdentity, TableSurplus> went = new LinkedHashMap<>();
        looked.forEach(surplus -> went.put(surplus.table(), surplus));
        removed.forEach(surplus -> went.merge(
                surplus.table(),
                surplus,
                (before, after) -> new TableSurplus(surplus.table(), before.versions(), after.files())));
        return List.copyOf(went.values());
    }

    /** Marks what goes; a pin is written first and looks for marks afterwards, so one of both sees the other. */
    private List<Long> mark(Retention retention, String by, Instant now) {
        List<Manifest> manifests = manifests();
        manifests.forEach(this::requireKeepers);
        List<Long> marked = new ArrayList<>(expiring(standings(manifests, retention, now)));
        lease.check();
        for (long release : marked) {
            Expiry expiry = new Expiry(
                    release,
                    by,
                    now,
                    "no pin, no tag, no release that was made of it and no retention of its contracts held it");
            log.files().replace(Expiry.file(product, release), expiry.print());
        }
        for (KeptRelease standing : standings(manifests, retention, now)) {
            if (standing.isKept() && isMarked(standing.release()) && isWhole(standing)) {
                log.files().delete(Expiry.file(product, standing.release()));
                marked.remove(standing.release());
            }
        }
        return marked;
    }

    private List<Long> expiring(List<KeptRelease> standings) {
        return standings.stream()
                .filter(standing -> !standing.isKept() && !isMarked(standing.release()))
                .map(KeptRelease::release)
                .toList();
    }

    /** A release whose tables have no upkeep would be marked, and its rows would stay. */
    private void requireKeepers(Manifest manifest) {
        if (!isMarked(manifest.number())) {
            manifest.tables().forEach(table -> TableKinds.of(table.version().format(), tables));
        }
    }

    private boolean isMarked(long release) {
        return Expiry.of(log, product, release).isPresent();
    }

    /**
     * What runs put into the log beside a manifest that never came: evidence and signatures that no manifest names. No run is about
     * to publish what names them. Evidence stays as long as the manifest does, of an expired release as well.
     */
    private List<String> orphans(List<Manifest> manifests) {
        Set<String> named = new HashSet<>();
        for (Manifest manifest : manifests) {
            for (EvidenceItem item : manifest.proof().evidence()) {
                named.add(item.bundle()
                        .map(bundle -> ProofFiles.Kind.BUNDLE.file(product, bundle))
                        .orElseGet(() -> ProofFiles.Kind.OBJECT.file(product, item.sha256())));
            }
            String sha256 = log.sha256(product, manifest.number());
            named.add(ProofFiles.Kind.SIGNATURE.file(product, sha256));
            named.add(ProofFiles.Kind.TIMESTAMP.file(product, sha256));
        }
        List<String> orphans = new ArrayList<>();
        for (ProofFiles.Kind kind : ProofFiles.Kind.values()) {
            String folder = kind.folder(product);
            log.files().list(folder).stream()
                    .map(file -> folder + "/" + file)
                    .filter(file -> !named.contains(file))
                    .forEach(orphans::add);
        }
        return orphans;
    }

    /** Whether all rows of a release are still there. */
    private boolean isWhole(KeptRelease standing) {
        Manifest manifest = log.read(product, standing.release());
        return manifest.tables().stream().allMatch(table -> {
            TableFormat format = table.version().format();
            return !TableKinds.of(format, tables)
                    .there(TableIdentity.of(warehouse, format, product, table.name()), Map.of(manifest.number(), table))
                    .isEmpty();
        });
    }

    /** All of them: the rows of a release whose manifest is missing would look unused. */
    private List<Manifest> manifests() {
        log.requireNewest(product);
        List<Manifest> manifests = new ArrayList<>();
        long before = 0;
        for (long number : log.numbers(product).toArray()) {
            long expected = before + 1;
            while (expected < number && log.isVoid(product, expected)) {
                expected++;
            }
            if (number != expected) {
                throw ProblemsException.of(
                        Code.RELEASE_MISSING,
                        Place.of(log.place(product, expected)),
                        "The manifest of " + product + "@" + expected + " is missing",
                        "there is " + product + "@" + number
                                + ", and a manifest is never removed; nothing is cleaned, since nobody can say what"
                                + " belongs to it",
                        "restore it from a copy");
            }
            manifests.add(log.read(product, number));
            before = number;
        }
        return manifests;
    }

    /** Of what is lost nothing stands: what is left of its rows goes, and the newest release is one that has its rows. */
    private List<KeptRelease> standings(List<Manifest> manifests, Retention retention, Instant now) {
        return KeptRelease.of(
                manifests.stream()
                        .filter(manifest -> !isLost(manifest.number()))
                        .map(manifest -> new KeptRelease.Born(
                                manifest.number(), manifest.record().run().ended()))
                        .toList(),
                new Pins(log).list(product),
                new Tags(log).list(product),
                readers.of(product),
                retention,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private boolean isLost(long release) {
        return Expiry.of(log, product, release).filter(Expiry::isLost).isPresent();
    }

    /** A release that is held and was marked before, and whose rows went then, has nothing left to keep. */
    private Set<Long> staying(List<KeptRelease> standings) {
        Set<Long> releases = new HashSet<>();
        standings.stream().filter(KeptRelease::isKept).map(KeptRelease::release).forEach(releases::add);
        releases.removeIf(this::isMarked);
        return releases;
    }

    private RetainedVersions kept(List<Manifest> manifests, List<KeptRelease> standings) {
        Set<Long> releases = staying(standings);
        Map<String, Set<Long>> versions = new HashMap<>();
        for (Manifest manifest : manifests) {
            if (releases.contains(manifest.number())) {
                for (ReleasedTable table : manifest.tables()) {
                    versions.computeIfAbsent(product + "." + table.name(), name -> new HashSet<>())
                            .add(table.version().number());
                    table.load()
                            .deletes()
                            .ifPresent(deletes -> versions.computeIfAbsent(
                                            TableIdentity.namespaceOfDeletes(product) + "." + table.name(),
                                            name -> new HashSet<>())
                                    .add(deletes.number()));
                }
            }
        }
        return new RetainedVersions(product, releases, versions);
    }

    private List<TableIdentity> identities(TableUpkeep upkeep) {
        Set<String> others = new HashSet<>(log.products());
        others.remove(product);
        List<TableIdentity> found = new ArrayList<>();
        for (String namespace : TableIdentity.namespaces(product)) {
            if (!others.contains(namespace)) {
                found.addAll(upkeep.tables(namespace));
            }
        }
        return found;
    }

    @Override
    public void close() {
        lease.close();
    }
}
