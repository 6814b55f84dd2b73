package dev.weir.contracts.format.fixed;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a column stands in a line, in characters or bytes: {@code 9-16}, or {@code 17} alone.
 *
 * @param first from 1
 * @param last counted too
 */
public record FixedPlaces(int first, int last) implements Serializable {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

    public FixedPlaces {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("There are no places from " + first + " to " + last);
        }
    }

    /** As a contract writes them; empty where these are no places. */
    public static Optional<FixedPlaces> of(String written) {
        Matcher places = WRITTEN.matcher(written);
        if (!places.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(places.group(1));
        int last = places.group(2) == null ? first : Integer.parseInt(places.group(2));
        return last < first ? Optional.empty() : Optional.of(new FixedPlaces(first, last));
    }

    boolean overlap(FixedPlaces other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
