package dev.weir.releases.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
import dev.weir.contracts.release.ChainHead;
import dev.weir.contracts.text.Sha256;
import dev.weir.privacy.keys.KeyRetirement;
import dev.weir.privacy.keys.SigningKey;
import dev.weir.privacy.keys.VerifyingKey;
import dev.weir.privacy.timestamp.TimeStamp;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.chain.FileChain.Link;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.SignedEntry;
import dev.weir.releases.storage.FileStorage;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A {@link FileChain} whose entries are signed, one by one, with the key that signs releases. A signed head beside it, {@code
 * <folder>.head.json}, and heads that others have seen say how far it went: who changes an entry needs the key, who cuts
 * entries off its end needs every head as well.
 *
 * <p>An entry may carry a list {@value #LOST}: heads that the owner of the key has declared lost. They are missed no more.
 *
 * <p>A key that was replaced signs no entry behind those that were there ({@link SignerOrder}), and the record of its rotation has
 * seen their head.
 */
public final class SignedChain {

    /** The key of the heads that an entry declares lost. */
    public static final String LOST = "lost";

    /** How long a head is waited for that a writer may be about to write. */
    private static final int WAITS = 10;

    private static final Duration WAIT = Duration.ofMillis(100);
    private static final String SCHEMA = "weir-chain-head-1";
    private static final String SCHEMA_KEY = "schema";
    private static final String HEAD = ".head.json";
    private static final String FIRST = "/000001.json";
    private static final String CHAIN = "chain";
    private static final String ENTRIES = "entries";
    private static final String SHA256 = "sha256";
    private static final String TIMESTAMP = "timestamp";

    /** The head beside a chain, with the token of its time stamp in Base64. */
    private record Beside(ChainWitness.Seen seen, Optional<String> token) {}

    private final FileChain chain;
    private final LogFiles beside;
    private final FileStorage parent;
    private final String last;
    private final String headFile;
    private final String name;
    private final Code code;
    private final LogKeys keys;
    private final ChainWitness witness;

    /**
     * A chain; nothing is made yet.
     *
     * @param warehouse in which it lies
     * @param name its folder there, such as {@code ledger/centre/2026}
     * @param code of the problems with it
     * @param keys that sign its entries
     * @param witness that has seen heads of it
     */
    public SignedChain(Warehouse warehouse, String name, Code code, LogKeys keys, ChainWitness witness) {
        int slash = name.lastIndexOf('/');
        this.parent = slash < 0 ? warehouse.files() : warehouse.files().folder(name.substring(0, slash));
        this.last = name.substring(slash + 1);
        this.chain = new FileChain(parent.folder(last), name, code);
        this.beside = new LogFiles(parent);
        this.headFile = last + HEAD;
        this.name = name;
        this.code = code;
        this.keys = keys;
        this.witness = witness;
    }

    /** The chains that lie in a folder of a warehouse, however deep: folders that hold an entry. */
    public static List<String> names(Warehouse warehouse, String below) {
        try {
            return warehouse.files().walk(below).stream()
                    .map(FileStorage.StoredFile::name)
                    .filter(file -> file.endsWith(FIRST))
                    .map(file -> file.substring(0, file.length() - FIRST.length()))
                    .filter(name -> !name.contains(".lost-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileChain.unreadable(below, e);
        }
    }

    /**
     * A chain as far as it goes.
     *
     * @param links its entries without their signatures, up to the first that is wrong; each with the SHA-256 of its file
     * @param signers fingerprints of the keys that signed them, the first first
     * @param fault the first thing that is wrong with the files; empty where all is well
     * @param missed heads that were seen, and do not fit
     * @param stamp when a time-stamp authority saw the last entry that the head beside names; empty where none did, or none is
     *     known here
     */
    public record Reading(
            List<Link> links,
            Set<String> signers,
            Optional<ProblemsException> fault,
            List<ChainWitness.Seen> missed,
            Optional<TimeStamp> stamp) {
        public Reading {
            links = List.copyOf(links);
            signers = Collections.unmodifiableSet(new LinkedHashSet<>(signers));
            missed = List.copyOf(missed);
        }

        /** The heads that are missed, each once. */
        public List<ChainHead> missedHeads() {
            return missed.stream().map(ChainWitness.Seen::head).distinct().toList();
        }

        /** The last entry. */
        public Optional<Link> head() {
            return links.isEmpty() ? Optional.empty() : Optional.of(links.get(links.size() - 1));
        }
    }

    /**
     * All of it: each entry signed, each naming the one before it, as many as any head counts.
     *
     * @throws ProblemsException with the chain's code when it is not so; with {@code KEY} when a public key cannot be read
     */
    public Reading read() {
        Reading reading = look(link -> {});
        List<Problem> wrong = wrong(reading);
        ProblemsException.throwIfAny(wrong);
        return reading;
    }

    /** What is wrong with a chain that was read as far as it goes; nothing when all is well. */
    public List<Problem> wrong(Reading reading) {
        if (reading.fault().isPresent()) {
            return reading.fault().get().problems();
        }
        return reading.missed().isEmpty() ? List.of() : missed(reading).problems();
    }

    /**
     * As far as it goes; nothing that is wrong with the chain is thrown.
     *
     * @param each is given every entry, and throws a problem at the first that does not follow
     * @throws ProblemsException when files or keys cannot be read at all, or a witness is not as it was signed
     */
    public Reading look(Consumer<Link> each) {
        // Heads before entries: what another process adds in between is more than they say, never less.
        List<ChainWitness.Seen> seen = new ArrayList<>(witness.heads());
        keys.ends().forEach(end -> end.reach().head(name).ifPresent(head -> seen.add(seenBy(end, head))));
        Optional<byte[]> written = beside.read(headFile);
        FileChain.Reading files = chain.look();
        Optional<ProblemsException> fault = files.fault().map(this::ofTheChain);
        List<Link> links = new ArrayList<>();
        SignerOrder signers = new SignerOrder(name);
        for (Link link : files.links()) {
            SignedEntry.Opened opened = SignedEntry.open(link.text(), keys);
            if (opened.signer().isEmpty()) {
                fault = Optional.of(unsigned(chain.place(link.number()), opened));
                break;
            }
            VerifyingKey signer = opened.signer().get();
            Optional<String> replaced = signers.refusal(link.number(), signer);
            if (replaced.isPresent()) {
                fault = Optional.of(afterItsKey(chain.place(link.number()), replaced.get()));
                break;
            }
            Link signed = new Link(link.number(), opened.message(), link.sha256());
            try {
                each.accept(signed);
            } catch (ProblemsException e) {
                fault = Optional.of(e);
                break;
            }
            signers.add(signer);
            links.add(signed);
        }
        Optional<TimeStamp> stamp = Optional.empty();
        try {
            Optional<Beside> head = headBeside(written, links, signers);
            head.ifPresent(found -> seen.add(found.seen()));
            stamp = head.flatMap(this::stamp);
        } catch (ProblemsException e) {
            ProblemsException ofHead = ofTheChain(e);
            fault = fault.or(() -> Optional.of(ofHead));
        }
        Set<ChainHead> lost = lost(links);
        return new Reading(
                links,
                signers.ids(),
                fault,
                seen.stream()
                        .filter(other -> other.head().chain().equals(name))
                        .filter(other -> !lost.contains(other.head()) && !isIn(links, other.head()))
                        .toList(),
                stamp);
    }

    /**
     * Signs an entry and adds it after the one given, which the message names by its hash. Of many who add to the same head,
     * one succeeds.
     *
     * @param head the last entry that the writer knows; empty for the first
     * @param message the entry without its signature
     * @return the new entry; empty when another entry has come after the head meanwhile
     * @throws ProblemsException as {@link FileChain#append}; with {@code KEY} when there is no key to sign with; with {@link
     *     Code#NOT_WRITABLE} also when the entry was added, and the head beside the chain could not be written; with {@link
     *     Code#STORE_UNREACHABLE} when a time-stamp authority is to stamp it and does not, and nothing was added; with {@link
     *     Code#CONFLICT} when the key was replaced meanwhile, and nothing was added
     */
    public Optional<Link> append(Optional<Link> head, String message) {
        SigningKey key = keys.signing();
        String text = signed(message, key);
        Optional<byte[]> token = stamped(text);
        if (!keys.isOfNow(key.verifying())) { // an authority may have taken its time
            throw replacedMeanwhile();
        }
        Optional<Link> added = chain.append(head, text);
        added.ifPresent(link -> requireCounted(link, text, key));
        return added.map(link -> noted(link, message, token, key));
    }

    /** A rotation counts what is there once its pair is; what comes later by the old key is taken back by its writer. */
    private void requireCounted(Link added, String text, SigningKey key) {
        if (keys.isOfNow(key.verifying())) {
            return;
        }
        boolean isCounting = keys.ends().stream()
                .noneMatch(end -> end.key().equals(key.verifying().id())
                        && end.reach().chains().isPresent());
        boolean counts = SignedEntry.open(text, keys)
                .signer()
                .filter(signer ->
                        new SignerOrder(name).refusal(added.number(), signer).isEmpty())
                .isPresent();
        if (!isCounting && !counts) {
            chain.takeBack(added);
            throw replacedMeanwhile();
        }
    }

    private ProblemsException replacedMeanwhile() {
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(name),
                "The key that signs was replaced meanwhile",
                "another command has rotated it, and what the old key signs now does not count; nothing was added",
                "give the command again");
    }

    /**
     * Goes on after a loss: what is wrong is moved aside, into a folder beside the chain, and the entry takes its place.
     *
     * @param intact what is left, as it was read a moment ago
     * @param message the entry, which follows the last one that is left and names what was lost
     * @param at names the folder
     * @return the entry
     * @throws ProblemsException with {@code KEY} or {@link Code#NOT_WRITABLE}; the loss then shows as before
     */
    public Link restore(Reading intact, String message, Instant at) {
        SigningKey key = keys.signing();
        String text = signed(message, key);
        Optional<byte[]> token = stamped(text);
        FileStorage aside = parent.folder(last + ".lost-" + at.toString().replaceAll("[^0-9TZ]", ""));
        try {
            Optional<byte[]> head = parent.read(headFile);
            if (head.isPresent()) {
                aside.replace(headFile, head.get());
            }
        } catch (IOException e) {
            throw Warehouse.notWritable(aside.place(""), e);
        }
        return noted(chain.restore(intact.links().size(), text, aside), message, token, key);
    }

    /** How far it goes, as far as it is sound; empty where it has no such entry. Errors as {@link #look}. */
    public Optional<ChainHead> goesTo() {
        return look(link -> {}).head().map(last -> new ChainHead(name, last.number(), last.sha256()));
    }

    /** Where an entry lies, as messages say it. */
    public String place(long number) {
        return chain.place(number);
    }

    private static String signed(String message, SigningKey key) {
        return new String(SignedEntry.print(message, key), StandardCharsets.UTF_8);
    }

    /** Before it is added, so that an entry that has no time stamp is none. */
    private Optional<byte[]> stamped(String text) {
        return keys.authority().map(authority -> authority.stamp(Sha256.hex(text)));
    }

    private Link noted(Link added, String message, Optional<byte[]> token, SigningKey key) {
        ObjectNode head = Json.object()
                .put(SCHEMA_KEY, SCHEMA)
                .put(CHAIN, name)
                .put(ENTRIES, added.number())
                .put(SHA256, added.sha256());
        token.ifPresent(bytes -> head.put(TIMESTAMP, Base64.getEncoder().encodeToString(bytes)));
        beside.replace(headFile, SignedEntry.print(head, key));
        if (!keys.isOfNow(key.verifying())) { // a head that was not counted
            beside.replace(headFile, SignedEntry.print(head, keys.signing()));
        }
        return new Link(added.number(), message, added.sha256());
    }

    /**
     * The head beside the chain, as it was written before the entries were read. Of a chain of one entry it may be missing: its
     * writer died between the two. Of a longer one it was, where the first entries were all written meanwhile.
     */
    private Optional<Beside> headBeside(Optional<byte[]> written, List<Link> links, SignerOrder signers) {
        String place = headPlace();
        if (written.isEmpty()) {
            if (links.size() > 1 && !isWrittenSoon()) {
                throw broken(place, "'" + place + "' is missing", "it says how many entries '" + name + "' has");
            }
            return Optional.empty();
        }
        SignedEntry.Opened opened = SignedEntry.open(new String(written.get(), StandardCharsets.UTF_8), keys);
        if (opened.signer().isEmpty()) {
            throw unsigned(place, opened);
        }
        JsonObject json = Json.parse(place, opened.message());
        json.schema(SCHEMA);
        String of = json.text(CHAIN);
        Optional<String> token = json.optionalText(TIMESTAMP);
        ChainHead head = head(of, json);
        if (!of.equals(name)) {
            throw broken(place, "'" + place + "' is the head of another chain", "it says '" + of + "'");
        }
        signers.refusalOfHead(head.entries(), opened.signer().get()).ifPresent(why -> {
            throw afterItsKey(place, why);
        });
        return Optional.of(new Beside(new ChainWitness.Seen(head, place), token));
    }

    /** Whether the head that is not written yet comes, as a writer that has just added the second entry writes it. */
    private boolean isWrittenSoon() {
        for (int i = 0; i < WAITS; i++) {
            if (beside.read(headFile).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(WAIT.toNanos());
        }
        return beside.read(headFile).isPresent();
    }

    /** When an authority saw the last entry, where one did; a token that is not genuine is a fault. */
    private Optional<TimeStamp> stamp(Beside beside) {
        if (beside.token().isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> trusted =
                keys.authority().map(TimeStampAuthority::trusted).orElseGet(List::of);
        if (trusted.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] token = Base64.getDecoder().decode(beside.token().get());
            return Optional.of(TimeStamp.of(token, beside.seen().head().sha256(), trusted));
        } catch (TimeStamp.Unproved e) {
            throw broken(headPlace(), "The time stamp of the last entry of '" + name + "' proves nothing", e.why());
        } catch (IllegalArgumentException e) {
            throw broken(
                    headPlace(),
                    "The time stamp of the last entry of '" + name + "' proves nothing",
                    "it is no Base64");
        }
    }

    private Set<ChainHead> lost(List<Link> links) {
        Set<ChainHead> lost = new LinkedHashSet<>();
        for (Link link : links) {
            lost.addAll(Json.parse(place(link.number()), link.text()).optionalObjects(LOST, json -> head(name, json)));
        }
        return lost;
    }

    /** Reads what {@link #lost(ChainHead)} wrote. */
    public static ChainHead head(String chain, JsonObject json) {
        long entries = json.whole(ENTRIES);
        String sha256 = json.text(SHA256);
        return json.end(() -> new ChainHead(chain, entries, sha256));
    }

    /** How heads are written in an entry that declares them lost. */
    public static ObjectNode lost(ChainHead head) {
        return Json.object().put(ENTRIES, head.entries()).put(SHA256, head.sha256());
    }

    private static boolean isIn(List<Link> links, ChainHead head) {
        return head.entries() <= links.size()
                && links.get(Math.toIntExact(head.entries()) - 1).sha256().equals(head.sha256());
    }

    private ProblemsException missed(Reading reading) {
        ChainWitness.Seen seen = reading.missed().get(0);
        boolean shorter = seen.head().entries() > reading.links().size();
        return broken(
                shorter ? name : place(seen.head().entries()),
                shorter
                        ? "'" + name + "' was cut short"
                        : "'" + place(seen.head().entries()) + "' is not the entry that was seen there",
                shorter
                        ? "it has " + reading.links().size() + " entries, and '" + seen.where() + "' has seen "
                                + seen.head().entries() + ", the last with SHA-256 "
                                + seen.head().sha256()
                        : "'" + seen.where() + "' has seen another, with SHA-256 "
                                + seen.head().sha256());
    }

    private static ChainWitness.Seen seenBy(KeyRetirement end, ChainHead head) {
        return new ChainWitness.Seen(head, "the record of rotation of " + end.key());
    }

    private ProblemsException afterItsKey(String place, String why) {
        return broken(place, "'" + place + "' is signed by a key that had been replaced", why);
    }

    private ProblemsException unsigned(String place, SignedEntry.Opened opened) {
        return opened.isSigned()
                ? broken(
                        place,
                        "The signature of '" + place + "' does not fit it",
                        "it was changed, none of the public keys that are trusted here is that of its signer, or the"
                                + " key was compromised and its record of rotation does not name the entry")
                : broken(place, "No key signed '" + place + "'", "it has no signature: Weir did not write it so");
    }

    /** What is wrong with the chain goes on; what keeps it from being read is thrown. */
    private ProblemsException ofTheChain(ProblemsException e) {
        Code found = e.problems().get(0).code();
        if (found == Code.STORE_UNREACHABLE || found == Code.KEY) {
            throw e;
        }
        return found == code
                ? e
                : broken(
                        headPlace(),
                        "'" + headPlace() + "' is damaged",
                        e.problems().get(0).what());
    }

    private String headPlace() {
        return name + HEAD;
    }

    private ProblemsException broken(String place, String what, String why) {
        return ProblemsException.of(
                code,
                Place.of(place),
                what,
                why,
                "Restore it from a copy, and find out who changed it. Where there is no copy, somebody answers for the"
                        + " loss: see --restore, which puts the first entry that is wrong and all behind it aside, in '"
                        + name
                        + ".lost-' with the time, where they are kept.");
    }
}
