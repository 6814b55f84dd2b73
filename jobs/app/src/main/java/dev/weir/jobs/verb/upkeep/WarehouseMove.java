package dev.weir.jobs.verb.upkeep;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.release.catalogue.TableRow;
import dev.weir.jobs.release.iceberg.TableMove;
import dev.weir.jobs.release.storage.BucketPlaces;
import dev.weir.jobs.release.storage.BucketProbe;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.WorkspaceLedger;
import dev.weir.releases.lease.Lease;
import dev.weir.releases.ledger.TransferLedger;
import dev.weir.releases.log.LogCopy;
import dev.weir.releases.warehouse.PendingMove;
import dev.weir.releases.warehouse.RecordedRoot;
import dev.weir.releases.warehouse.Warehouse;
import dev.weir.releases.warehouse.WarehouseCopy;
import dev.weir.releases.warehouse.WorkFolder;
import java.nio.file.AccessDeniedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves a warehouse to the place and the catalogue of another profile. Each step can be done again: files are copied, the catalogue
 * gets the tables, every release is read there and compared with what was signed, and only then the release log is copied, so that no
 * release is there before it is proved. The source is read under the leases of all its products.
 */
final class WarehouseMove {

    private final Desk desk;
    private final MoveSide from;
    private final MoveSide to;
    private final boolean elsewhere;
    private final PendingMove arrival;
    private final LogCopy log;

    WarehouseMove(Desk desk, Workspace from, Workspace to) {
        this.desk = desk;
        this.from = MoveSide.of(from);
        this.to = MoveSide.of(to);
        this.elsewhere = !this.from.root().equals(this.to.root());
        this.arrival = new PendingMove(this.to.warehouse());
        this.log = new LogCopy(this.from.log().files(), this.to.log().files());
    }

    MovedWarehouse make() {
        requireAnother();
        requireKeys();
        requireFit();
        new RecordedRoot(from.warehouse()).requireHere();
        Set<String> products = new TreeSet<>(from.log().products());
        if (products.isEmpty()) {
            throw ProblemsException.of(
                    Code.RELEASE_MISSING,
                    Place.of(from.log().files().place("")),
                    "There is nothing to move",
                    "the release log of profile '" + name(from) + "' has no release",
                    "Name the profile of the warehouse that has them with --profile.");
        }
        products.addAll(from.runs().products());
        Deque<Lease> leases = new ArrayDeque<>();
        try {
            products.forEach(product -> leases.push(from.runs().leases().take(product, "weir relocate")));
            products.forEach(this::requireSettled);
            requireNoOpenTransfers();
            return make(leases);
        } finally {
            leases.forEach(Lease::close);
        }
    }

    private MovedWarehouse make(Deque<Lease> leases) {
        List<TableRow> tables = from.rows();
        Optional<PendingMove.Unfinished> begun = elsewhere ? arrival.find() : Optional.empty();
        if (begun.isEmpty()) {
            requireFree(tables);
        }
        to.catalogue().receive(tables.stream().map(TableRow::namespace).collect(Collectors.toCollection(TreeSet::new)));
        if (elsewhere) {
            arrival.begin(from.root());
        }
        desk.caller().engineBegins(from.settings().root());
        WarehouseCopy copy = new WarehouseCopy(
                from.warehouse(),
                to.warehouse(),
                begun.flatMap(PendingMove.Unfinished::refused).isPresent());
        WarehouseCopy.Copied copied = elsewhere ? copied(copy) : new WarehouseCopy.Copied(0, 0);
        List<TableRow> entered = elsewhere ? rewritten(tables) : tables;
        if (!Set.copyOf(to.rows()).equals(Set.copyOf(entered))) {
            to.catalogue().rebuild(entered);
        }
        note("  entered " + entered.size() + " Iceberg tables in the catalogue of profile '" + name(to) + "'");
        List<MovedWarehouse.ProvedRelease> proved = prove();
        leases.forEach(Lease::check);
        finish(copy);
        return new MovedWarehouse(
                name(to),
                from.root(),
                to.root(),
                copied,
                entered.stream().map(TableRow::identifier).toList(),
                proved);
    }

    private WarehouseCopy.Copied copied(WarehouseCopy copy) {
        note("Moves '" + from.root() + "' to '" + to.root() + "'; nothing is changed where it is");
        WarehouseCopy.Copied tables = copy.tables();
        note("  copied " + tables.files() + " files of tables, " + tables.bytes() + " bytes");
        WarehouseCopy.Copied papers = copy.papers();
        return new WarehouseCopy.Copied(tables.files() + papers.files(), tables.bytes() + papers.bytes());
    }

    private List<TableRow> rewritten(List<TableRow> tables) {
        List<TableRow> rewritten = new ArrayList<>();
        try (WeirSession session = WeirSession.reading(from.settings());
                WorkFolder work = WorkFolder.open(from.settings().root())
                        .orElseThrow(() -> Warehouse.notWritable(
                                from.settings().root(), new AccessDeniedException("not writable")))) {
            TableMove move = session.move(to.warehouse(), work.path());
            for (TableRow table : tables) {
                rewritten.add(move.move(table));
                note("  rewrote the metadata of " + table.identifier());
            }
        }
        return rewritten;
    }

    /** Every release at the new place, by the log as it is at the former one: there is none at the new place yet. */
    private List<MovedWarehouse.ProvedRelease> prove() {
        MoveProof proof = new MoveProof(from.log(), to);
        try (WeirSession session = WeirSession.arriving(to.settings())) {
            List<MovedWarehouse.ProvedRelease> proved = proof.releases(session.releases(), this::note);
            requireSound(proof.broken());
            return proved;
        }
    }

    /** The log comes last; what is signed in it is proved once more where it lies then. */
    private void finish(WarehouseCopy copy) {
        if (elsewhere) {
            copy.papers();
        }
        if (!log.isNothing()) {
            note("  copied the release log, " + log.copy() + " files");
        }
        MoveProof proof = new MoveProof(to.log(), to);
        proof.chains();
        requireSound(proof.broken());
        if (elsewhere) {
            if (copy.isBehind()) {
                throw ProblemsException.of(
                        Code.CONFLICT,
                        Place.of(from.root()),
                        "The warehouse is not moved yet",
                        "an export has written into '" + from.root() + "' meanwhile",
                        "Run it again when the export has ended: what is copied stays.");
            }
            new RecordedRoot(to.warehouse()).record();
            arrival.end();
        }
    }

    private void requireSound(List<Problem> broken) {
        if (broken.isEmpty()) {
            return;
        }
        Problem first = broken.get(0);
        if (elsewhere) {
            arrival.refuse(from.root(), first.what() + " (" + first.place() + ")");
        }
        List<Problem> all = new ArrayList<>();
        all.add(new Problem(
                Code.EVIDENCE_BROKEN,
                Place.of(to.root()),
                "The warehouse in profile '" + name(to) + "' is not as its releases were signed",
                broken.size() + (broken.size() == 1 ? " finding, which follows" : " findings, which follow"),
                (elsewhere ? "Nobody can use it there; '" + from.root() + "' is as it was. " : "")
                        + "'weir verify PRODUCT --all --deep' looks at the releases in profile '" + name(from)
                        + "'. Where they are sound, run 'weir relocate' again: it copies every file anew."));
        all.addAll(broken);
        throw new ProblemsException(all);
    }

    private void requireAnother() {
        if (!elsewhere && from.isSameCatalogue(to) && log.isNothing()) {
            throw ProblemsException.usage(
                    "--to",
                    "Profile '" + name(to) + "' keeps everything where profile '" + name(from) + "' does",
                    "warehouse, catalogue and release log are the same",
                    "Name a profile of weir.yaml with another 'warehouse' or 'catalogue'.");
        }
    }

    /** What a bucket lacks is reported before anything is copied. */
    private void requireFit() {
        Problems lacking = new Problems();
        Stream.of(from, to)
                .flatMap(side -> BucketPlaces.of(side.settings()).stream())
                .flatMap(place -> BucketProbe.of(place).lacking().stream())
                .distinct()
                .forEach(lacking::add);
        lacking.throwIfAny();
    }

    /** Without them no release could be proved there, and later ones would be signed with another key. */
    private void requireKeys() {
        Set<String> there = fingerprints(to);
        Set<String> missing = fingerprints(from);
        missing.removeAll(there);
        if (!missing.isEmpty() || there.isEmpty()) {
            throw ProblemsException.of(
                    Code.KEY,
                    Place.of("weir.yaml"),
                    "Profile '" + name(to) + "' has other keys than profile '" + name(from) + "'",
                    missing.isEmpty()
                            ? "there is no public key to prove releases with"
                            : "the public key " + missing.iterator().next() + " is not among them",
                    "Name the same 'keys' in both profiles.");
        }
    }

    private static Set<String> fingerprints(MoveSide side) {
        return TrustedKey.ofWorkspace(side.settings()).stream()
                .map(TrustedKey::fingerprint)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void requireSettled(String product) {
        List<String> left = from.runs().journals(product).runs();
        if (!left.isEmpty()) {
            throw ProblemsException.of(
                    Code.CONFLICT,
                    Place.of(from.log().files().place(product)),
                    "The warehouse is not moved: run " + left.get(0) + " of '" + product + "' ended in the middle",
                    "what it left has to be finished or undone where it is",
                    "Run 'weir doctor --fix' first.");
        }
    }

    /** The entry of a transfer names the folder of its copy, which is written where the warehouse is. */
    private void requireNoOpenTransfers() {
        TransferLedger ledger = WorkspaceLedger.of(from.settings());
        for (int year : ledger.years()) {
            for (LedgerTransfer open : ledger.read(year).year().open()) {
                throw ProblemsException.of(
                        Code.CONFLICT,
                        Place.of(from.root()),
                        "The warehouse is not moved: transfer " + open.id() + " is not completed",
                        "an export is at work, or died",
                        "Wait until it has ended; or finish or void the transfer with 'weir ledger'.");
            }
        }
    }

    private void requireFree(List<TableRow> tables) {
        Optional<String> occupant = elsewhere ? to.occupant() : Optional.empty();
        if (occupant.isPresent()) {
            throw notFree(to.root(), "'" + occupant.get() + "' lies there already");
        }
        if (!log.isNothing() && !log.isFree()) {
            throw notFree(to.log().files().place(""), "the release log there has files");
        }
        List<TableRow> there = to.rows();
        if (!there.isEmpty() && (elsewhere || !Set.copyOf(tables).containsAll(there))) {
            throw notFree(
                    to.root(),
                    "the catalogue there has the table '" + there.get(0).identifier() + "'");
        }
    }

    private ProblemsException notFree(String place, String why) {
        return ProblemsException.of(
                Code.NOT_WRITABLE,
                Place.of(place),
                "The warehouse '" + from.root() + "' cannot be moved to profile '" + name(to) + "'",
                why,
                "Name a place, a catalogue and a release log in the profile that are empty.");
    }

    private static String name(MoveSide side) {
        return side.settings().profile().name();
    }

    private void note(String sentence) {
        desk.caller().note(sentence);
    }
}
