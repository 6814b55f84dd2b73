package dev.weir.jobs.release.clean;

import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Tag;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether the rows of a release stay, and why.
 *
 * @param heldBy what holds it, such as {@code pin 3 of study 7 until 2027-01-31}; nothing for one that may go
 */
public record KeptRelease(long release, List<String> heldBy) {

    public KeptRelease {
        heldBy = List.copyOf(heldBy);
    }

    public boolean isKept() {
        return !heldBy.isEmpty();
    }

    /**
     * What holds each release of a product on a day.
     *
     * @param readers the kept releases of other products that were made of a release, by its number
     */
    static List<KeptRelease> of(
            List<Born> releases,
            List<Pin> pins,
            List<Tag> tags,
            Map<Long, List<String>> readers,
            Retention retention,
            LocalDate today) {
        List<KeptRelease> standings = new ArrayList<>();
        long newest = releases.stream().mapToLong(Born::release).max().orElse(0);
        for (Born born : releases) {
            List<String> held = new ArrayList<>();
            if (born.release() == newest) {
                held.add("the newest release");
            }
            pins.stream()
                    .filter(pin -> pin.release() == born.release() && pin.isHolding(today))
                    .forEach(pin -> held.add("pin " + pin.id() + " of " + pin.by() + " until " + pin.until()));
            tags.stream()
                    .filter(tag -> tag.release().isPresent() && tag.release().getAsLong() == born.release())
                    .forEach(tag -> held.add("tag " + tag.name()));
            readers.getOrDefault(born.release(), List.of()).forEach(reader -> held.add("read by " + reader));
            retention
                    .until(born.day())
                    .ifPresentOrElse(
                            until -> {
                                if (!today.isAfter(until)) {
                                    held.add("retention until " + until);
                                }
                            },
                            () -> held.add("retention for ever"));
            standings.add(new KeptRelease(born.release(), held));
        }
        return standings;
    }

    /** A release and when it came into being. */
    record Born(long release, java.time.Instant day) {}
}
