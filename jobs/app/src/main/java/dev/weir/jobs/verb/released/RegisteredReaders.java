package dev.weir.jobs.verb.released;

import dev.weir.contracts.ProblemsException;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.releases.log.Loss;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is on record as a reader of a product's releases.
 *
 * @param pins what is asked for of them, and files that are damaged
 * @param lost what these pins hold no more: by the number of a release that was declared lost, when and by whom
 * @param today in UTC
 */
public record RegisteredReaders(String product, PartialRead<Pin> pins, Map<Long, String> lost, LocalDate today) {

    /** Those of a product: all, or those that hold something. */
    public static RegisteredReaders of(Desk desk, String product, boolean all) {
        ReleaseReference reference = ReleaseReference.whole(product);
        StoredReleaseLog log = desk.known(reference.product()).log();
        LocalDate today = LocalDate.now(desk.clock());
        PartialRead<Pin> found = new Pins(log).legible(reference.product());
        List<Pin> shown = all ? found.whole() : Pins.holding(found.whole(), today);
        Map<Long, String> lost = new TreeMap<>();
        shown.forEach(pin -> Loss.of(log.files(), log.keys(), reference.product(), pin.release())
                .ifPresent(loss -> lost.put(pin.release(), loss.expiry().words())));
        return new RegisteredReaders(reference.product(), new PartialRead<>(shown, found.damaged()), lost, today);
    }

    /** With this pin ended before its day. */
    public static RegisteredReaders ended(Desk desk, String product, long pin, String by) {
        ReleaseReference reference = ReleaseReference.whole(product);
        Pins pins = new Pins(desk.known(reference.product()).log());
        return alone(desk, reference, pins.end(reference.product(), pin, by, desk.now()));
    }

    /**
     * With a new pin.
     *
     * @param release such as {@code clinical@12}, as it was signed
     * @param until the last day on which it is held, in UTC
     */
    public static RegisteredReaders pinned(Desk desk, String release, String by, String until, String because) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        if (reference.isNewest()) {
            throw usage(
                    "'" + release + "' has no number",
                    "the newest release is another one tomorrow",
                    "write for example " + reference.product() + "@12");
        }
        LocalDate last = day(until, LocalDate.now(desk.clock()));
        long number = reference.number(opened.log());
        opened.requireSigned(reference.product(), number);
        return alone(
                desk,
                reference,
                new Pins(opened.log()).pin(reference.product(), number, by, last, because, desk.now()));
    }

    private static RegisteredReaders alone(Desk desk, ReleaseReference reference, Pin pin) {
        return new RegisteredReaders(
                reference.product(), new PartialRead<>(List.of(pin), List.of()), Map.of(), LocalDate.now(desk.clock()));
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(today)) {
                return day;
            }
        } catch (DateTimeException e) {
            throw usage(
                    "'" + text + "' is no day", "--until is a day of the calendar", "write a day such as 2027-01-01");
        }
        throw usage("The pin would have ended on " + text, "today is " + today + " in UTC", "name a day from today on");
    }

    private static ProblemsException usage(String what, String why, String remedy) {
        return ProblemsException.usage("weir pin", what, why, remedy);
    }
}
