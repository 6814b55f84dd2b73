package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The readers on record of each product's releases. They lie in the log as {@code <product>/pins/<id>.json}; an early end is
 * {@code <id>.ended.json} beside it. Both are created exclusively, and nothing is ever changed.
 *
 * <p>Both are signed as releases are; one that is not does not count, so that a forged end lets nothing go.
 *
 * <p>A pin that is here before a release is marked as expired ({@code <product>/expired/<number>.json}) holds it: a clean-up
 * marks first and looks at the pins afterwards, a pin is written first and looks at the marks afterwards.
 */
public record Pins(StoredReleaseLog log) {

    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,17})(\\.ended)?\\.json");

    /**
     * Every pin of a product, the oldest first, those that hold nothing any more as well.
     *
     * @throws ProblemsException with {@link Code#EVIDENCE_BROKEN} when one is not as it was signed
     */
    public List<Pin> list(String product) {
        return legible(product).all();
    }

    /** Those that are as they were signed, and what is wrong with the others. */
    public PartialRead<Pin> legible(String product) {
        Set<Long> ended = new TreeSet<>();
        Set<Long> ids = new TreeSet<>();
        files(product, ids, ended);
        PartialRead<Optional<Pin>> read =
                PartialRead.of(ids, id -> read(product, id).map(pin -> ended.contains(id) ? end(product, pin) : pin));
        return new PartialRead<>(read.whole().stream().flatMap(Optional::stream).toList(), read.damaged());
    }

    /** The pins that hold a release on a day, the one that lasts longest first. */
    public List<Pin> holding(String product, LocalDate today) {
        return holding(list(product), today);
    }

    /** Those of these pins that hold a release on a day, the one that lasts longest first. */
    public static List<Pin> holding(List<Pin> pins, LocalDate today) {
        return pins.stream()
                .filter(pin -> pin.isHolding(today))
                .sorted(Comparator.comparing(Pin::until).reversed().thenComparing(Pin::id))
                .toList();
    }

    /**
     * Puts a reader on record; one that is on record with the same words, until the same day, is not put there again.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when there is no such release, or its rows are gone or
     *     going; with {@link Code#STORE_UNREACHABLE} when it is unknown whether it was written
     */
    public Pin pin(String product, long release, String by, LocalDate until, String because, Instant at) {
        log.read(product, release);
        Expiry.requireUnmarked(log, product, release, "Pin");
        Optional<Pin> same = list(product).stream()
                .filter(pin -> pin.ended().isEmpty()
                        && pin.release() == release
                        && pin.by().equals(by))
                .filter(pin -> pin.until().equals(until) && pin.because().equals(because))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        Set<Long> ids = new TreeSet<>();
        files(product, ids, new TreeSet<>());
        long id = ids.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
        Optional<Pin> made = Optional.empty();
        while (made.isEmpty()) {
            made = create(product, new Pin(id, release, by, until, because, at, Optional.empty()));
            id++;
        }
        Pin pin = made.get();
        if (Expiry.isMarked(log, product, release)) { // while this was written: what removes may not have seen the pin
            end(product, pin.id(), "weir", at);
            Expiry.requireUnmarked(log, product, release, "Pin");
        }
        return pin;
    }

    /**
     * Ends a pin before its day. Ended already is ended.
     *
     * @throws ProblemsException with {@link Code#UNKNOWN_NAME} when there is no such pin
     */
    public Pin end(String product, long id, String by, Instant at) {
        Pin pin = read(product, id)
                .orElseThrow(() -> ProblemsException.of(
                        Code.UNKNOWN_NAME,
                        Place.of(log.files().place(product + "/pins")),
                        "'" + product + "' has no pin " + id,
                        "pins are counted from 1",
                        "list them with 'weir pin " + product + " --all'"));
        Pin.Ended end = new Pin.Ended(by, at);
        String file = product + "/pins/" + id + ".ended.json";
        String place = log.files().place(file);
        byte[] content = SignedEntry.print(
                Pin.Ended.SHAPE.node(new Pin.Of<>(product, id, end)), log.keys().signing());
        return log.files()
                .create(file, content, () -> pin.ended(end), other -> pin.ended(ended(product, id, place, other)));
    }

    private Optional<Pin> create(String product, Pin pin) {
        String file = product + "/pins/" + pin.id() + ".json";
        byte[] content = SignedEntry.print(
                Pin.SHAPE.node(new Pin.Of<>(product, pin.id(), pin)), log.keys().signing());
        return log.files().create(file, content, () -> Optional.of(pin), other -> Optional.empty());
    }

    private Optional<Pin> read(String product, long id) {
        String file = product + "/pins/" + id + ".json";
        String place = log.files().place(file);
        return log.files()
                .read(file)
                .map(content -> of(
                        product,
                        id,
                        place,
                        SignedEntry.read(
                                place, content, "pin " + id + " of " + product, log.keys(), Pin.SHAPE::parse)));
    }

    private Pin end(String product, Pin pin) {
        String file = product + "/pins/" + pin.id() + ".ended.json";
        return log.files()
                .read(file)
                .map(content -> pin.ended(ended(product, pin.id(), log.files().place(file), content)))
                .orElse(pin);
    }

    private Pin.Ended ended(String product, long id, String place, byte[] content) {
        String what = "the end of pin " + id + " of " + product;
        return of(product, id, place, SignedEntry.read(place, content, what, log.keys(), Pin.Ended.SHAPE::parse));
    }

    private static <T> T of(String product, long id, String place, Pin.Of<T> read) {
        if (!read.product().equals(product) || read.pin() != id) {
            throw SignedEntry.broken(
                    place,
                    "The file of pin " + id + " of " + product + " is that of another pin",
                    "it says pin " + read.pin() + " of " + read.product());
        }
        return read.entry();
    }

    private void files(String product, Set<Long> ids, Set<Long> ended) {
        for (String file : log.files().list(product + "/pins")) {
            Matcher name = FILE.matcher(file);
            if (name.matches()) {
                (name.group(2) == null ? ids : ended).add(Long.parseLong(name.group(1)));
            }
        }
    }
}
