package dev.weir.releases.acts;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.roles.Actor;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.evidence.CarriedHeads;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Who was let through to what not everybody may do, who asked for what two people have to answer for, and who approved: {@code
 * <warehouse>/ledger/acts/000001.json} and so on, a {@link SignedChain} that is held against the heads that manifests carry.
 */
public final class ActLog {

    private static final String NAME = "ledger/acts";

    private final SignedChain chain;

    private ActLog(SignedChain chain) {
        this.chain = chain;
    }

    /** The log of a workspace; nothing is made yet. */
    public static ActLog of(Workspace workspace) {
        return new ActLog(new SignedChain(
                Warehouse.of(workspace),
                NAME,
                Code.NOT_PERMITTED,
                LogKeys.of(workspace),
                CarriedHeads.newest(workspace)));
    }

    /**
     * All of it.
     *
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when an entry was changed or taken out
     */
    public ActHistory read() {
        return whole(looked());
    }

    private ActHistory whole(Looked looked) {
        if (!chain.wrong(looked.reading).isEmpty()) {
            throw new ProblemsException(chain.wrong(looked.reading));
        }
        return looked.history;
    }

    /**
     * The log as far as it is sound.
     *
     * @param wrong what is wrong with the entry after the last, or with the whole; nothing where all is well
     */
    public record Sound(ActHistory history, List<Problem> wrong) {
        public Sound {
            wrong = List.copyOf(wrong);
        }
    }

    /** As {@link #read}, of a log that may be broken. */
    Sound sound() {
        Looked looked = looked();
        return new Sound(looked.history, chain.wrong(looked.reading));
    }

    /**
     * Adds an entry. Of two that do at once, one comes after the other, and looks again at what has come before it.
     *
     * @param event what to add, given what is there
     * @return its number
     * @throws ProblemsException as {@link #read}, and when the log cannot be written: then nothing is let through
     */
    long append(Instant at, Actor actor, Function<ActHistory, ActEvent> event) {
        while (true) {
            Looked looked = looked();
            LoggedAct entry = new LoggedAct(UUID.randomUUID(), at, actor, event.apply(whole(looked)));
            Optional<FileChain.Link> added = chain.append(
                    looked.reading.head(), entry.print(looked.reading.head().map(FileChain.Link::sha256)));
            if (added.isPresent()) {
                return added.get().number();
            }
        }
    }

    /**
     * Lets the log go on after a loss: an entry records what is gone, by whom it goes on, and why. What is wrong is kept aside.
     *
     * @return where it stands
     * @throws ProblemsException with {@link Code#NOT_PERMITTED} when nothing is lost
     */
    String restore(Instant at, Actor actor, String reason) {
        Looked looked = looked();
        if (chain.wrong(looked.reading).isEmpty()) {
            throw ProblemsException.of(
                    Code.NOT_PERMITTED,
                    Place.of(NAME),
                    "There is nothing to restore in the log of acts",
                    "every entry and every head that was seen fits",
                    "'weir approve --list' shows it");
        }
        LoggedAct entry = new LoggedAct(
                UUID.randomUUID(), at, actor, new ActEvent.Restored(reason, looked.reading.missedHeads()));
        return chain.place(
                chain.restore(looked.reading, entry.print(looked.reading.head().map(FileChain.Link::sha256)), at)
                        .number());
    }

    private Looked looked() {
        AtomicReference<ActHistory> adding = new AtomicReference<>(ActHistory.NONE);
        SignedChain.Reading reading =
                chain.look(link -> adding.updateAndGet(known -> with(known, chain.place(link.number()), link.text())));
        return new Looked(reading, requireNonNull(adding.get()));
    }

    /** The log as far as it goes. */
    private record Looked(SignedChain.Reading reading, ActHistory history) {}

    private static ActHistory with(ActHistory history, String place, String entry) {
        try {
            return history.with(LoggedAct.parse(place, entry, NAME));
        } catch (IllegalArgumentException e) {
            throw broken(place, String.valueOf(e.getMessage()));
        } catch (ProblemsException e) {
            throw broken(place, e.problems().get(0).what());
        }
    }

    private static ProblemsException broken(String place, String why) {
        return ProblemsException.of(
                Code.NOT_PERMITTED,
                Place.of(place),
                "'" + place + "' does not fit the entries before it",
                why,
                "Restore the folder from a copy, and find out who changed it; without one, 'weir approve --restore'"
                        + " puts this entry and all behind it"
                        + " aside,"
                        + " in '" + NAME + ".lost-' with the time, where they are kept.");
    }
}
