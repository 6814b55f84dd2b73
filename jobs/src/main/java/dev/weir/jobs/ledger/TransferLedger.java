package dev.weir.jobs.ledger;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.Problems;
import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.release.FileChain;
import dev.weir.jobs.release.RunLock;
import dev.weir.jobs.release.Warehouse;
import dev.weir.privacy.ledger.LedgerEntry;
import dev.weir.privacy.ledger.LedgerJson;
import dev.weir.privacy.ledger.LedgerTransfer;
import dev.weir.privacy.ledger.LedgerYear;
import dev.weir.privacy.ledger.PeopleCount;
import dev.weir.privacy.ledger.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The transfer ledger of one processor on disk: for each year a {@link FileChain} of entries {@code
 * ledger/<processor>/<year>/000001.json}, and beside it the folder {@code people} with who was in each transfer. Needs no
 * Spark.
 */
public final class TransferLedger {

    /** The warehouse's folder. */
    public static final String FOLDER = "ledger";

    private static final String PEOPLE = "people";

    private final Path folder;
    private final String processor;

    private TransferLedger(Path folder, String processor) {
        this.folder = folder;
        this.processor = processor;
    }

    /**
     * The ledger of a processor; nothing is made yet.
     *
     * @param name of the legal person that sends; what no folder's name can hold becomes a hyphen in it
     */
    public static TransferLedger of(Warehouse warehouse, String name) {
        String processor = name.strip().replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}_-]+", "-");
        if (processor.isEmpty() || processor.equals("-")) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("weir.yaml"),
                    "The processor's name is '" + name + "'",
                    "the ledger is kept by the legal person that sends, and needs its name",
                    "set law.processor.name");
        }
        return new TransferLedger(warehouse.root().resolve(FOLDER).resolve(processor), processor);
    }

    /** The processor, as the name of its folder. */
    public String processor() {
        return processor;
    }

    /** Years with a ledger, the first first. */
    public List<Integer> years() {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{4}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * All entries of a year, checked: the chain, each entry with itself and with those before it.
     *
     * @throws ProblemsException C033 naming the first entry that is wrong
     */
    public Read read(int year) {
        FileChain chain = chain(year);
        List<FileChain.Link> links = chain.read();
        LedgerYear known = LedgerYear.of(processor, year, List.of());
        for (FileChain.Link link : links) {
            String place = chain.place(link.number());
            try {
                known = known.with(LedgerJson.parse(place, link.text()));
            } catch (LedgerYear.ContradictionException e) {
                throw broken(place, String.valueOf(e.getMessage()));
            } catch (ProblemsException e) {
                throw broken(place, e.problems().get(0).what());
            }
        }
        return new Read(known, links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1)));
    }

    /**
     * A year as it was read.
     *
     * @param year what the entries say
     * @param head the last of them as it lies on disk; empty when there is none
     */
    public record Read(LedgerYear year, Optional<FileChain.Link> head) {
        public Read {
            requireNonNull(year, "year");
            requireNonNull(head, "head");
        }
    }

    /**
     * Adds an entry after those that were read.
     *
     * @param by who
     * @param software its version
     * @param totals people sent in the year from this entry on
     * @return the entry; empty when another one has come meanwhile: read again, count again
     */
    public Optional<LedgerEntry> add(
            Read read, Instant at, String by, String software, PeopleCount totals, LedgerEntry.Event event) {
        LedgerYear year = read.year();
        LedgerEntry entry = new LedgerEntry(
                new LedgerEntry.Mark(processor, year.year(), year.entries().size() + 1L, at, by, software),
                read.head().map(FileChain.Link::sha256),
                totals,
                event);
        year.with(entry); // nothing is written that could not be read back
        return chain(year.year()).append(read.head(), LedgerJson.print(entry)).map(link -> entry);
    }

    /** Where the people files of a year lie. */
    public Path people(int year) {
        return folder.resolve(Integer.toString(year)).resolve(PEOPLE);
    }

    /** The lock of the process that writes a copy. */
    public Path lock(String attempt) {
        return folder.resolve(".locks").resolve(attempt);
    }

    /** Removes the lock of a transfer that has ended. */
    public void forgetLock(String attempt) {
        try {
            Files.deleteIfExists(lock(attempt));
        } catch (IOException e) {
            throw Warehouse.notWritable(lock(attempt), e);
        }
    }

    /** Whether a living process of this machine writes a copy. */
    public boolean atWork(String attempt) {
        Path lock = lock(attempt);
        if (!Files.exists(lock)) {
            return false;
        }
        Optional<RunLock> taken = RunLock.tryTake(lock, "a look");
        taken.ifPresent(RunLock::close);
        return taken.isEmpty();
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
        Problems problems = new Problems();
        for (LedgerTransfer transfer : year.transfers().values()) {
            transfer.transfer().people().ifPresent(file -> check(year.year(), file, problems));
        }
        return problems.list();
    }

    /** Names of people files that no entry names: an export ended before it was entered, or is at work now. */
    public List<String> unnamedPeople(LedgerYear year) {
        List<String> named = year.transfers().values().stream()
                .flatMap(transfer -> transfer.transfer().people().stream())
                .map(Transfer.PeopleFile::file)
                .toList();
        try (Stream<Path> listed = Files.list(people(year.year()))) {
            return listed.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !named.contains(name))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(people(year.year()), e);
        }
    }

    private void check(int year, Transfer.PeopleFile file, Problems problems) {
        Path path = people(year).resolve(file.file());
        String place = name(year) + "/" + PEOPLE + "/" + file.file();
        try {
            if (!sha256(path).equals(file.sha256())) {
                problems.add(
                        Code.LEDGER,
                        Place.of(place),
                        "'" + place + "' is not the file that the ledger names",
                        "its SHA-256 is another",
                        "Restore it from a copy: without it nobody can say who was counted.");
            }
        } catch (NoSuchFileException e) {
            problems.add(
                    Code.LEDGER,
                    Place.of(place),
                    "'" + place + "' is missing",
                    "an entry of the ledger names it",
                    "Restore it from a copy: without it nobody can say who was counted.");
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** SHA-256 of a file of any size. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private FileChain chain(int year) {
        return new FileChain(folder.resolve(Integer.toString(year)), name(year), Code.LEDGER);
    }

    private String name(int year) {
        return FOLDER + "/" + processor + "/" + year;
    }

    private static ProblemsException broken(String place, String why) {
        return ProblemsException.of(
                Code.LEDGER,
                Place.of(place),
                "'" + place + "' does not fit the entries before it",
                why,
                "Restore the ledger from a copy, and find out who changed it; nothing goes out before.");
    }

    private static ProblemsException unreadable(Path place, IOException cause) {
        return new ProblemsException(
                List.of(new Problem(
                        Code.STORE_UNREACHABLE,
                        Place.of(place.toString()),
                        "'" + place + "' cannot be read",
                        cause.getClass().getSimpleName(),
                        "See to the disk and to this user's rights, then run the command again.")),
                cause);
    }
}
