package dev.weir.releases.reveal;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.evidence.CarriedHeads;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every time that a mask was undone: {@code <warehouse>/ledger/reveals/000001.json} and so on, a {@link SignedChain} that is
 * held against the heads that manifests carry.
 */
public final class RevealLog {

    private static final String NAME = "ledger/reveals";

    private final SignedChain chain;

    private RevealLog(SignedChain chain) {
        this.chain = chain;
    }

    /** The log of a workspace; nothing is made yet. */
    public static RevealLog of(Workspace workspace) {
        return new RevealLog(new SignedChain(
                Warehouse.of(workspace),
                NAME,
                Code.REVEAL_REFUSED,
                LogKeys.of(workspace),
                CarriedHeads.newest(workspace)));
    }

    /**
     * An entry where it stands.
     *
     * @param number counted from 1
     * @param sha256 of its file
     */
    public record Numbered(long number, String sha256, LoggedReveal entry) {}

    /**
     * All entries, the first first.
     *
     * @throws dev.weir.contracts.ProblemsException with {@link Code#REVEAL_REFUSED} when one was changed or taken out
     */
    public List<Numbered> read() {
        return chain.read().links().stream()
                .map(link -> new Numbered(link.number(), link.sha256(), parse(chain.place(link.number()), link.text())))
                .toList();
    }

    private static LoggedReveal parse(String place, String text) {
        return Json.parse(place, text).text("schema").equals(RevealRestoration.SCHEMA)
                ? RevealRestoration.parse(place, text, NAME)
                : RevealEntry.parse(place, text);
    }

    /**
     * Lets the log go on after a loss: an entry records what is gone, by whom it goes on, and why. What is wrong is kept aside.
     *
     * @return where it stands
     * @throws dev.weir.contracts.ProblemsException with {@link Code#REVEAL_REFUSED} when nothing is lost
     */
    public String restore(RevealEntry.Who who, Instant at) {
        SignedChain.Reading left = chain.look(link -> parse(chain.place(link.number()), link.text()));
        if (chain.wrong(left).isEmpty()) {
            throw ProblemsException.of(
                    Code.REVEAL_REFUSED,
                    Place.of(NAME),
                    "There is nothing to restore in the log of reveals",
                    "every entry and every head that was seen fits",
                    "'weir reveal --list' shows it");
        }
        RevealRestoration entry = new RevealRestoration(at, who, left.missedHeads());
        return chain.place(chain.restore(left, entry.print(left.head().map(FileChain.Link::sha256)), at)
                .number());
    }

    /**
     * Adds an entry. Of two that do at once, one comes after the other.
     *
     * @return where it stands
     * @throws dev.weir.contracts.ProblemsException as {@link #read}, and when the log cannot be written: then nothing may be
     *     revealed
     */
    public String append(RevealEntry entry) {
        Optional<FileChain.Link> added = Optional.empty();
        while (added.isEmpty()) { // another process was first: after its entry
            Optional<FileChain.Link> head = chain.read().head();
            added = chain.append(head, entry.print(head.map(FileChain.Link::sha256)));
        }
        return chain.place(added.get().number());
    }
}
