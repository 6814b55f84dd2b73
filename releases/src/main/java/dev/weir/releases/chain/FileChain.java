package dev.weir.releases.chain;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.text.Sha256;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chain of JSON files in one folder: {@code 000001.json}, {@code 000002.json} and so on. Each is created exclusively and
 * never changed, and names the SHA-256 of the one before it under {@value #PREVIOUS}: to change, remove or insert an entry
 * before the last breaks the chain. Safe for many threads and processes on one disk or bucket.
 */
public final class FileChain {

    /** The key of each entry but the first. */
    public static final String PREVIOUS = "previous-sha256";

    private static final Pattern ENTRY = Pattern.compile("[0-9]{6}|[1-9][0-9]{6,17}");
    private static final String ENDING = ".json";

    private final FileStorage folder;
    private final LogFiles files;
    private final String name;
    private final Code code;

    /**
     * A chain; nothing is made yet.
     *
     * @param folder where its files lie
     * @param name how messages call the folder, such as {@code ledger/beijing-centre/2026}
     * @param code of the problems with it
     */
    public FileChain(FileStorage folder, String name, Code code) {
        this.folder = folder;
        this.files = new LogFiles(folder);
        this.name = name;
        this.code = code;
    }

    /**
     * An entry.
     *
     * @param number counted from 1 without gaps
     * @param text the whole file
     * @param sha256 of its bytes
     */
    public record Link(long number, String text, String sha256) {
        private static Link of(long number, byte[] bytes) {
            return new Link(number, new String(bytes, StandardCharsets.UTF_8), Sha256.hex(bytes));
        }
    }

    /**
     * Every entry, the first first.
     *
     * @throws ProblemsException with the chain's code when an entry is missing, is no JSON, does not name the one before it,
     *     or when the folder holds what is no entry; it names the first such file
     */
    public List<Link> read() {
        Reading reading = look();
        if (reading.fault().isPresent()) {
            throw reading.fault().get();
        }
        return reading.links();
    }

    /**
     * A chain as far as it goes.
     *
     * @param links the entries up to the first that is wrong
     * @param fault what is wrong with it, or with what lies among them; empty where all is well
     */
    record Reading(List<Link> links, Optional<ProblemsException> fault) {
        Reading {
            links = List.copyOf(links);
        }
    }

    /** Reads as far as it goes. */
    Reading look() {
        List<Link> links = new ArrayList<>();
        try {
            for (String file : entries()) {
                long number = links.size() + 1L;
                if (Long.parseLong(stem(file)) != number) {
                    throw broken(
                            fileName(number),
                            "'" + place(fileName(number)) + "' is missing",
                            "the next entry that is there is '" + file + "'",
                            "Restore it from a copy; an entry is never removed.");
                }
                Link link = link(number);
                check(link, links);
                links.add(link);
            }
            for (String file : strays()) {
                throw broken(
                        file,
                        "'" + place(file) + "' is no entry",
                        "the folder holds numbered entries only",
                        "Find out who put it there, and move it away.");
            }
        } catch (ProblemsException e) {
            return new Reading(links, Optional.of(e));
        }
        return new Reading(links, Optional.empty());
    }

    /** Names of files that are no entries; folders do not count. */
    List<String> strays() {
        return files.list("").stream().filter(file -> !isEntry(file)).toList();
    }

    /**
     * Adds an entry after the one given, which the text names by its hash. Of many who add to the same head, one succeeds.
     *
     * @param head the last entry that the writer knows; empty for the first
     * @return the new entry; empty when another entry has come after the head meanwhile
     * @throws ProblemsException with {@link Code#NOT_WRITABLE} when certainly nothing was added; with the chain's code when
     *     it is unknown
     */
    public Optional<Link> append(Optional<Link> head, String text) {
        long number = head.map(Link::number).orElse(0L) + 1;
        Link added = Link.of(number, text.getBytes(StandardCharsets.UTF_8));
        return files.create(fileName(number), text.getBytes(StandardCharsets.UTF_8))
                .match(created -> Optional.of(added), exists -> Optional.empty(), unknown -> {
                    throw unknownOutcome(number, unknown.cause());
                });
    }

    /** Takes an entry back that its writer has just added, and that does not count yet. */
    void takeBack(Link added) {
        try {
            folder.delete(fileName(added.number()));
        } catch (IOException e) {
            throw Warehouse.notWritable(folder.place(fileName(added.number())), e);
        }
    }

    /**
     * Puts an entry after the first so many, which stay; all else in the folder goes aside. Until the entry is there, the
     * folder is no chain.
     *
     * @param kept how many entries stay
     * @param aside a folder
     */
    Link restore(int kept, String text, FileStorage aside) {
        List<String> going = new ArrayList<>(strays());
        entries().stream()
                .filter(file -> Long.parseLong(stem(file)) > kept)
                .sorted(Comparator.comparingLong(file -> -Long.parseLong(stem(file))))
                .forEach(going::add);
        for (String file : going) {
            try {
                aside.replace(file, folder.read(file).orElseThrow(() -> new NoSuchFileException(file)));
            } catch (IOException e) {
                throw Warehouse.notWritable(aside.place(""), e);
            }
        }
        String next = fileName(kept + 1L);
        try {
            for (String file : going) {
                if (!file.equals(next)) {
                    folder.delete(file);
                }
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(folder.place(""), e);
        }
        Link link = Link.of(kept + 1L, text.getBytes(StandardCharsets.UTF_8));
        files.replace(next, text.getBytes(StandardCharsets.UTF_8));
        return link;
    }

    /** Where an entry lies, as messages say it. */
    public String place(long number) {
        return place(fileName(number));
    }

    private ProblemsException unknownOutcome(long number, Throwable cause) {
        return ProblemsException.of(
                code,
                Place.of(place(number)),
                "Whether '" + place(number) + "' was written is unknown",
                cause.getClass().getSimpleName(),
                "See to the disk; the next command reads the folder and goes on from what is there.",
                cause);
    }

    private void check(Link link, List<Link> before) {
        JsonObject json;
        Optional<String> previous;
        try {
            json = Json.parse(place(link.number()), link.text());
            previous = json.optionalText(PREVIOUS);
        } catch (ProblemsException e) {
            throw broken(
                    fileName(link.number()),
                    "'" + place(link.number()) + "' is no entry",
                    e.problems().get(0).what(),
                    "Restore it from a copy; nothing but Weir writes it.");
        }
        Optional<String> expected = before.isEmpty()
                ? Optional.empty()
                : Optional.of(before.get(before.size() - 1).sha256());
        if (!previous.equals(expected)) {
            String changed = before.isEmpty() ? fileName(link.number()) : fileName(link.number() - 1);
            throw broken(
                    changed,
                    "'" + place(changed) + "' is not the file that the chain was built on",
                    before.isEmpty()
                            ? "the first entry names one before it"
                            : "'" + fileName(link.number()) + "' names another SHA-256 for it",
                    "Restore both from a copy, and find out who changed them.");
        }
    }

    private Link link(long number) {
        return Link.of(
                number,
                files.read(fileName(number))
                        .orElseThrow(() -> broken(
                                fileName(number),
                                "'" + place(fileName(number)) + "' is missing",
                                "it was there a moment ago",
                                "Restore it from a copy; an entry is never removed.")));
    }

    /** Names of entries by number; folders are no entries. */
    List<String> entries() {
        return files.list("").stream()
                .filter(FileChain::isEntry)
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static boolean isEntry(String file) {
        return file.endsWith(ENDING) && ENTRY.matcher(stem(file)).matches();
    }

    private static String stem(String file) {
        return file.substring(0, file.length() - ENDING.length());
    }

    private static String fileName(long number) {
        return String.format(Locale.ROOT, "%06d%s", number, ENDING);
    }

    private String place(String file) {
        return name + "/" + file;
    }

    private ProblemsException broken(String file, String what, String why, String remedy) {
        return ProblemsException.of(code, Place.of(place(file)), what, why, remedy);
    }
}
