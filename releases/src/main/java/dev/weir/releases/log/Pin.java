package dev.weir.releases.log;

import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A reader on record: nothing of its release is removed while the pin holds.
 *
 * @param id counted from 1 in each product
 * @param release the number that is held
 * @param by who reads it, such as {@code study 7}
 * @param until the last day on which it holds, in UTC
 * @param because why; may be empty
 * @param at when it was made
 * @param ended when it was ended before its day
 */
public record Pin(
        long id, long release, String by, LocalDate until, String because, Instant at, Optional<Ended> ended) {

    static final JsonShape<Of<Pin>> SHAPE = JsonShape.document(
            "weir-pin-1",
            JsonShape.of(
                    JsonKey.text("product", Of::product),
                    JsonKey.whole("pin", Of::pin),
                    JsonKey.whole("release", of -> of.entry().release()),
                    JsonKey.text("by", of -> of.entry().by()),
                    JsonKey.date("until", of -> of.entry().until()),
                    JsonKey.text("because", of -> of.entry().because()),
                    JsonKey.instant("at", of -> of.entry().at()),
                    (product, id, release, by, until, because, at) ->
                            new Of<>(product, id, new Pin(id, release, by, until, because, at, Optional.empty()))));

    public Pin {
        if (id < 1 || release < 1) {
            throw new IllegalArgumentException("Pin " + id + " of release " + release + ": both count from 1");
        }
        if (by.isBlank()) {
            throw new IllegalArgumentException("Pin " + id + " names nobody");
        }
    }

    /** An end before the pin's day. */
    public record Ended(String by, Instant at) {

        static final JsonShape<Of<Ended>> SHAPE = JsonShape.document(
                "weir-pin-end-1",
                JsonShape.of(
                        JsonKey.text("product", Of::product),
                        JsonKey.whole("pin", Of::pin),
                        JsonKey.text("by", of -> of.entry().by()),
                        JsonKey.instant("at", of -> of.entry().at()),
                        (product, pin, by, at) -> new Of<>(product, pin, new Ended(by, at))));
    }

    /** The content of a file, and its pin. */
    record Of<T>(String product, long pin, T entry) {}

    /** Whether it holds its release on a day. */
    public boolean isHolding(LocalDate today) {
        return ended.isEmpty() && !today.isAfter(until);
    }

    Pin ended(Ended end) {
        return new Pin(id, release, by, until, because, at, Optional.of(end));
    }
}
