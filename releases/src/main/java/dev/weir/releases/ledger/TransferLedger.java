package dev.weir.releases.ledger;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.roles.Signatory;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerJson;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import dev.weir.releases.chain.ChainWitness;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The transfer ledger of one processor on disk: for each year a {@link SignedChain} of entries {@code
 * ledger/<processor>/<year>/000001.json}, and beside it the folder {@code people} with who was in each transfer. Its entries
 * are held against what else shows transfers: heads that manifests carry, copies, people files. Needs no Spark.
 */
public final class TransferLedger {

    /** The warehouse's folder. */
    public static final String FOLDER = "ledger";

    private static final String PEOPLE = "people";
    private static final String WAITING = "waiting";
    private static final String LOSS =
            "Restore the ledger from a copy, and find out who changed it. Where there is no copy, an officer states"
                    + " what was lost with 'weir ledger --restore'; nothing goes out before.";
    private static final Predicate<String> YEAR = Pattern.compile("[0-9]{4}").asMatchPredicate();

    private final Warehouse warehouse;
    private final FileStorage folder;
    private final String processor;
    private final LogKeys keys;
    private final ChainWitness witness;

    private TransferLedger(Warehouse warehouse, String processor, LogKeys keys, ChainWitness witness) {
        this.warehouse = warehouse;
        this.folder = warehouse.files().folder(FOLDER).folder(processor);
        this.processor = processor;
        this.keys = keys;
        this.witness = witness;
    }

    /**
     * The ledger of a processor; nothing is made yet.
     *
     * @param name of the legal person that sends; what no folder's name can hold becomes a hyphen in it
     * @param keys that sign its entries
     * @param witness that has seen how far it went
     */
    public static TransferLedger of(Warehouse warehouse, String name, LogKeys keys, ChainWitness witness) {
        String processor = name.strip().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}_-]+", "-");
        if (processor.isEmpty() || processor.equals("-")) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The processor's name is '" + name + "'",
                    "the ledger is kept by the legal person that sends, and needs its name",
                    "set law.processor.name");
        }
        return new TransferLedger(warehouse, processor, keys, witness);
    }

    /** The processor, as the name of its folder. */
    public String processor() {
        return processor;
    }

    /** Years with a ledger, and years of which anything shows that there was one; the first first. */
    public List<Integer> years() {
        Set<Integer> years = new TreeSet<>(onDisk());
        String all = FOLDER + "/" + processor + "/";
        Stream.concat(
                        witness.heads().stream()
                                .map(seen -> seen.head().chain())
                                .filter(chain -> chain.startsWith(all))
                                .map(chain -> chain.substring(all.length())),
                        CopyTrace.in(warehouse).stream()
                                .flatMap(trace -> trace.claim().stream())
                                .filter(claim -> claim.processor().equals(processor))
                                .map(claim -> claim.transfer().replaceFirst("-.*", "")))
                .filter(YEAR)
                .map(Integer::valueOf)
                .forEach(years::add);
        return List.copyOf(years);
    }

    /** By the folders, and by the heads beside them. */
    private List<Integer> onDisk() {
        try {
            return Stream.concat(folder.folders("").stream(), folder.list("").stream())
                    .map(name -> name.replaceFirst("\\.head\\.json$", ""))
                    .filter(YEAR)
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException e) {
            throw FileChain.unreadable(folder.place(""), e);
        }
    }

    /**
     * All entries of a year, checked: signatures, the chain, each entry with itself and with those before it, heads that were
     * seen, and that an entry tells of every copy and every people file that is there.
     *
     * @throws ProblemsException C033 naming the first entry that is wrong, or what shows that one is gone; V001 when a manifest
     *     that could show it is not as it was signed
     */
    public Read read(int year) {
        Looked looked = look(year);
        List<Problem> wrong = looked.wrong();
        ProblemsException.throwIfAny(wrong);
        return new Read(looked.year(), looked.reading());
    }

    /**
     * A year as it was read.
     *
     * @param year what the entries say
     * @param chain the same as they lie on disk
     */
    public record Read(LedgerYear year, SignedChain.Reading chain) {
        /** The last entry as it lies on disk; empty when there is none. */
        public Optional<FileChain.Link> head() {
            return chain.head();
        }

        /** Whether an entry's file has that SHA-256. */
        public boolean has(String sha256) {
            return chain.links().stream().anyMatch(link -> link.sha256().equals(sha256));
        }
    }

    /** A year as far as it goes, with all that shows that it went further. */
    private record Looked(
            LedgerYear year,
            SignedChain.Reading reading,
            List<CopyTrace> copies,
            List<String> people,
            List<String> others,
            List<Problem> chain) {

        /** What is wrong with the chain first: the rest follows from it. */
        List<Problem> wrong() {
            List<Problem> problems = new ArrayList<>(chain);
            if (!others.isEmpty()) {
                problems.add(new Problem(
                        Code.LEDGER,
                        Place.of("weir.yaml"),
                        "The ledger of '" + year.processor() + "' has no entry, and the warehouse has one of "
                                + String.join(", ", others),
                        "people are counted for each legal person: under another law.processor.id the count would begin"
                                + " anew",
                        "Put law.processor.id back. Where '" + year.processor()
                                + "' is another legal person, or has another name now, an officer states with 'weir"
                                + " ledger --restore " + year.year() + "' how many people were sent in its name."));
            }
            for (CopyTrace copy : copies) {
                problems.add(new Problem(
                        Code.LEDGER,
                        Place.of(copy.file()),
                        "No entry of the ledger tells of the copy in '"
                                + copy.file().replaceFirst("/[^/]*$", "") + "'",
                        copy.claim()
                                .map(claim -> "it is of transfer " + claim.transfer() + ", reserved at "
                                        + claim.reserved() + ", and its manifest has the SHA-256 " + copy.sha256())
                                .orElse("its manifest cannot be read"),
                        LOSS));
            }
            for (String file : people) {
                problems.add(new Problem(
                        Code.LEDGER,
                        Place.of(String.join(
                                "/", FOLDER, year.processor(), Integer.toString(year.year()), PEOPLE, file)),
                        "No entry of the ledger tells of the people in '" + file + "'",
                        "a people file comes there when its transfer has been entered",
                        LOSS));
            }
            return List.copyOf(problems);
        }
    }

    /**
     * All transfers to a recipient, of every year, the first first.
     *
     * @throws ProblemsException as {@link #read}
     */
    public List<LedgerTransfer> sentTo(String recipient) {
        return years().stream()
                .flatMap(year -> read(year).year().transfers().values().stream())
                .filter(transfer -> transfer.transfer().recipient().id().equals(recipient))
                .toList();
    }

    /** What shows an entry is listed before the entries: an export may be at work, and enters first. */
    private Looked look(int year) {
        List<CopyTrace> copies = CopyTrace.in(warehouse);
        List<String> people = files(people(year), "");
        SignedChain chain = chain(year);
        AtomicReference<LedgerYear> adding = new AtomicReference<>(LedgerYear.of(processor, year, List.of()));
        SignedChain.Reading reading =
                chain.look(link -> adding.updateAndGet(known -> with(known, chain.place(link.number()), link.text())));
        LedgerYear known = requireNonNull(adding.get());
        Set<String> stated = known.restored().stream()
                .flatMap(event -> Stream.concat(event.copies().stream(), event.people().stream()))
                .collect(Collectors.toSet());
        Set<String> named = known.transfers().values().stream()
                .flatMap(transfer -> transfer.transfer().people().file().stream())
                .map(Transfer.PeopleFile::file)
                .collect(Collectors.toSet());
        return new Looked(
                known,
                reading,
                copies.stream()
                        .filter(copy -> copy.isOf(processor, year) && !stated.contains(copy.sha256()))
                        .filter(copy -> !copy.fits(copy.claim()
                                .flatMap(claim ->
                                        Optional.ofNullable(known.transfers().get(claim.transfer())))))
                        .toList(),
                people.stream()
                        .filter(file -> !named.contains(file) && !stated.contains(file))
                        .toList(),
                known.entries().isEmpty() ? others() : List.of(),
                chain.wrong(reading));
    }

    /** Other processors with a ledger in the warehouse, where this one has none in any year. */
    private List<String> others() {
        Set<String> chains = new TreeSet<>(SignedChain.names(warehouse, FOLDER));
        witness.heads().forEach(seen -> chains.add(seen.head().chain()));
        Set<String> processors = chains.stream()
                .map(name -> name.split("/"))
                .filter(parts -> parts.length == 3 && parts[0].equals(FOLDER) && YEAR.test(parts[2]))
                .map(parts -> "'" + parts[1] + "'")
                .collect(Collectors.toCollection(TreeSet::new));
        return processors.contains("'" + processor + "'") ? List.of() : List.copyOf(processors);
    }

    private static LedgerYear with(LedgerYear known, String place, String entry) {
        try {
            return known.with(LedgerJson.parse(place, entry));
        } catch (LedgerYear.ContradictionException e) {
            throw broken(place, String.valueOf(e.getMessage()));
        } catch (ProblemsException e) {
            throw broken(place, e.problems().get(0).what());
        }
    }

    /**
     * Adds an entry after those that were read.
     *
     * @param by who answers for it
     * @param software its version
     * @param totals people sent in the year from this entry on
     * @return the entry; empty when another one has come meanwhile: read again, count again
     */
    public Optional<LedgerEntry> add(
            Read read, Instant at, Signatory by, String software, PeopleCount totals, LedgerEntry.Event event) {
        LedgerEntry entry = entry(read.year(), read.head(), at, by, software, totals, event);
        return chain(read.year().year())
                .append(read.head(), LedgerJson.print(entry))
                .map(link -> entry);
    }

    /**
     * What an officer states after a loss.
     *
     * @param by who
     * @param reason in their words
     * @param people sent in the year all the same, lost entries included
     */
    public record Statement(Signatory by, String reason, PeopleCount people) {}

    /**
     * Lets a year go on after a loss: an entry records what is gone, for what reason it goes on, and how many people count. What
     * is wrong is kept aside, and nothing is deleted.
     *
     * @return the entry, with what it declares lost
     * @throws ProblemsException C033 when nothing is lost, or fewer people are stated than are left in it
     */
    public LedgerEntry restore(int year, Instant at, String software, Statement statement) {
        Looked looked = look(year);
        if (looked.wrong().isEmpty()) {
            throw refused(
                    name(year),
                    "There is nothing to restore in the ledger of " + year,
                    "every entry, every copy and every head that was seen fits",
                    "'weir ledger --verify' says the same");
        }
        PeopleCount left = looked.year().totals();
        if (!statement.people().atLeast(left)) {
            throw refused(
                    name(year),
                    "Fewer people are stated than the ledger of " + year + " still counts",
                    "it counts " + left.nonSensitive() + " not sensitive and " + left.sensitive() + " sensitive",
                    "state all people that were sent in the year, those of the entries that are left as well");
        }
        LedgerEntry entry = entry(
                looked.year(),
                looked.reading().head(),
                at,
                statement.by(),
                software,
                statement.people(),
                new LedgerEntry.Restored(
                        statement.reason(),
                        looked.reading().missedHeads(),
                        looked.copies().stream()
                                .map(CopyTrace::sha256)
                                .distinct()
                                .toList(),
                        looked.people()));
        chain(year).restore(looked.reading(), LedgerJson.print(entry), at);
        return entry;
    }

    /** Nothing is written that could not be read back. */
    private LedgerEntry entry(
            LedgerYear year,
            Optional<FileChain.Link> head,
            Instant at,
            Signatory by,
            String software,
            PeopleCount totals,
            LedgerEntry.Event event) {
        LedgerEntry entry = new LedgerEntry(
                new LedgerEntry.Mark(
                        processor, year.year(), year.entries().size() + 1L, at, by.name(), software, by.acting()),
                head.map(FileChain.Link::sha256),
                totals,
                event);
        year.with(entry);
        return entry;
    }

    /** Where the people files of a year lie. */
    public FileStorage people(int year) {
        return folder.folder(Integer.toString(year)).folder(PEOPLE);
    }

    /** Who writes which copy. */
    public CopyLocks locks() {
        return CopyLocks.in(folder.folder(".locks"));
    }

    /**
     * The year of a transfer.
     *
     * @throws ProblemsException C020 when it is no id
     */
    public static int yearOf(String id) {
        if (!id.matches("[0-9]{4}-[1-9][0-9]*")) {
            throw ProblemsException.of(
                    Code.USAGE,
                    Place.of(id),
                    "'" + id + "' is no transfer",
                    "a transfer is named by its year and the number of its reservation",
                    "write for example 2026-7; 'weir ledger' shows them");
        }
        return Integer.parseInt(id.substring(0, 4));
    }

    /** What is wrong with the people files that the year's entries name; nothing where all are as they were. */
    public List<Problem> checkPeople(LedgerYear year) {
        return checkPeople(year, year.transfers().values());
    }

    /** What is wrong with those that the next export compares with. */
    public List<Problem> checkCounting(LedgerYear year) {
        return checkPeople(year, year.counting());
    }

    private List<Problem> checkPeople(LedgerYear year, Collection<LedgerTransfer> transfers) {
        Problems problems = new Problems();
        for (LedgerTransfer transfer : transfers) {
            transfer.transfer().people().file().ifPresent(file -> check(year.year(), file, problems));
        }
        return problems.list();
    }

    /** Names of people files whose transfer was not entered: an export ended before, or is at work now. */
    public List<String> unnamedPeople(LedgerYear year) {
        return files(people(year.year()), WAITING).stream()
                .filter(name -> year.transfers().values().stream()
                        .flatMap(transfer -> transfer.transfer().people().file().stream())
                        .noneMatch(file -> file.file().equals(name)))
                .toList();
    }

    static List<String> files(FileStorage people, String folder) {
        try {
            return people.list(folder).stream()
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileChain.unreadable(people.place(folder), e);
        }
    }

    /** Where a people file waits until its transfer is entered, for people. */
    public String waiting(int year, String file) {
        return people(year).place(waiting(file));
    }

    private static String waiting(String file) {
        return WAITING + "/" + file;
    }

    /** Lays a copy of a people file where it waits for its entry. */
    public void keep(int year, String file, Path content) {
        try (InputStream bytes = Files.newInputStream(content)) {
            people(year).put(waiting(file), bytes);
        } catch (IOException e) {
            throw Warehouse.notWritable(waiting(year, file), e);
        }
    }

    /**
     * A people file that an entry names, moved there if its writer died before it did so.
     *
     * @return its place
     */
    public String entered(int year, String file) {
        FileStorage people = people(year);
        try {
            if (people.list(WAITING).contains(file)) {
                try (InputStream bytes = people.open(waiting(file))) {
                    people.put(file, bytes);
                }
                people.delete(waiting(file));
            }
        } catch (IOException e) {
            if (!FileStorage.isMissing(e)) { // another process has just done it
                throw Warehouse.notWritable(people.place(file), e);
            }
        }
        return people.place(file);
    }

    /** SHA-256 of a people file that an entry names; throws where it cannot be read. */
    public String sha256(int year, String file) throws IOException {
        return sha256(people(year).open(file));
    }

    private void check(int year, Transfer.PeopleFile file, Problems problems) {
        FileStorage people = people(year);
        String place = name(year) + "/" + PEOPLE + "/" + file.file();
        try {
            boolean waits = people.list(WAITING).contains(file.file());
            if (!sha256(people.open(waits ? waiting(file.file()) : file.file())).equals(file.sha256())) {
                problems.add(
                        Code.LEDGER,
                        Place.of(place),
                        "'" + place + "' is not the file that the ledger names",
                        "its SHA-256 is another",
                        "Restore it from a copy: without it nobody can say who was counted.");
            }
        } catch (IOException e) {
            if (!FileStorage.isMissing(e)) {
                throw FileChain.unreadable(people.place(file.file()), e);
            }
            problems.add(
                    Code.LEDGER,
                    Place.of(place),
                    "'" + place + "' is missing",
                    "an entry of the ledger names it",
                    "Restore it from a copy: without it nobody can say who was counted.");
        }
    }

    /**
     * Keeps the manifest of a copy that lies elsewhere, so that it shows that there was a transfer, as a copy in the warehouse does.
     *
     * @param file {@code export.json} of the copy
     */
    public void keepTrace(Transfer.Copy copy, Path file) {
        String name = CopyTrace.KEPT + "/" + copy.attempt() + ".json";
        try (InputStream bytes = Files.newInputStream(file)) {
            folder.put(name, bytes);
        } catch (IOException e) {
            throw Warehouse.notWritable(folder.place(name), e);
        }
    }

    /** SHA-256 of a file of any size. */
    public static String sha256(Path file) throws IOException {
        return sha256(Files.newInputStream(file));
    }

    private static String sha256(InputStream content) throws IOException {
        try (InputStream in = content) {
            MessageDigest digest = Sha256.digest();
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private SignedChain chain(int year) {
        return new SignedChain(warehouse, name(year), Code.LEDGER, keys, witness);
    }

    private String name(int year) {
        return FOLDER + "/" + processor + "/" + year;
    }

    private static ProblemsException broken(String place, String why) {
        return ProblemsException.of(
                Code.LEDGER, Place.of(place), "'" + place + "' does not fit the entries before it", why, LOSS);
    }

    private static ProblemsException refused(String place, String what, String why, String remedy) {
        return ProblemsException.of(Code.LEDGER, Place.of(place), what, why, remedy);
    }
}
