package dev.weir.jobs.release;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * <p>A pin that is here before a release is marked as expired ({@code <product>/expired/<number>.json}) holds it: whoever
 * removes marks first and looks at the pins afterwards, whoever pins writes first and looks at the marks afterwards.
 */
public final class Pins {

    private static final Pattern FILE = Pattern.compile("([1-9][0-9]{0,17})(\\.ended)?\\.json");

    private final StoredReleaseLog log;

    public Pins(StoredReleaseLog log) {
        this.log = requireNonNull(log, "log");
    }

    /** Every pin of a product, the oldest first, those that hold nothing any more as well. */
    public List<Pin> list(String product) {
        List<Pin> pins = new ArrayList<>();
        Set<Long> ended = new TreeSet<>();
        Set<Long> ids = new TreeSet<>();
        files(product, ids, ended);
        for (long id : ids) {
            read(product, id)
                    .map(pin -> ended.contains(id) ? end(product, pin) : pin)
                    .ifPresent(pins::add);
        }
        return List.copyOf(pins);
    }

    /** The pins that hold a release on a day, the one that lasts longest first. */
    public List<Pin> holding(String product, LocalDate today) {
        return list(product).stream()
                .filter(pin -> pin.isHolding(today))
                .sorted(Comparator.comparing(Pin::until).reversed().thenComparing(Pin::id))
                .toList();
    }

    /**
     * Puts a reader on record; one that is on record with the same words, until the same day, is not put there again.
     *
     * @throws ProblemsException with {@link Code#RELEASE_MISSING} when there is no such release, or its rows are gone or
     *     going; with {@link Code#STORE_UNREACHABLE} when it cannot be told whether it was written
     */
    public Pin pin(String product, long release, String by, LocalDate until, String because, Instant at) {
        log.bytes(product, release);
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
        return log.files().create(file, end.print()).match(new Creation.Cases<>() {
            @Override
            public Pin created(Creation.Created created) {
                return pin.ended(end);
            }

            @Override
            public Pin exists(Creation.Exists exists) {
                return pin.ended(Pin.Ended.parse(place, exists.content()));
            }

            @Override
            public Pin unknown(Creation.Unknown unknown) {
                throw LogFiles.untold(place, unknown);
            }
        });
    }

    private Optional<Pin> create(String product, Pin pin) {
        String file = product + "/pins/" + pin.id() + ".json";
        return log.files().create(file, pin.print()).match(new Creation.Cases<>() {
            @Override
            public Optional<Pin> created(Creation.Created created) {
                return Optional.of(pin);
            }

            @Override
            public Optional<Pin> exists(Creation.Exists exists) {
                return Optional.empty();
            }

            @Override
            public Optional<Pin> unknown(Creation.Unknown unknown) {
                throw LogFiles.untold(log.files().place(file), unknown);
            }
        });
    }

    private Optional<Pin> read(String product, long id) {
        String file = product + "/pins/" + id + ".json";
        return log.files().read(file).map(content -> Pin.parse(log.files().place(file), content));
    }

    private Pin end(String product, Pin pin) {
        String file = product + "/pins/" + pin.id() + ".ended.json";
        return log.files()
                .read(file)
                .map(content -> pin.ended(Pin.Ended.parse(log.files().place(file), content)))
                .orElse(pin);
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
