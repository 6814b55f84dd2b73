package dev.weir.releases.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
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

    private static final String SCHEMA = "weir-pin-1";

    public Pin {
        if (id < 1 || release < 1) {
            throw new IllegalArgumentException("Pin " + id + " of release " + release + ": both count from 1");
        }
        if (by.isBlank()) {
            throw new IllegalArgumentException("Pin " + id + " names nobody");
        }
    }

    /**
     * An end before the pin's day.
     *
     * @param by who ended it
     * @param at when
     */
    public record Ended(String by, Instant at) {

        private static final String SCHEMA = "weir-pin-end-1";

        ObjectNode json(String product, long pin) {
            return Json.object()
                    .put("schema", SCHEMA)
                    .put("product", product)
                    .put("pin", pin)
                    .put("by", by)
                    .put("at", at.toString());
        }

        static Of<Ended> parse(JsonObject json) {
            json.schema(SCHEMA);
            String product = json.text("product");
            long pin = json.whole("pin");
            String by = json.text("by");
            Instant at = json.instant("at");
            return json.end(() -> new Of<>(product, pin, new Ended(by, at)));
        }
    }

    /**
     * The content of a file, and its pin.
     *
     * @param product its id
     * @param pin its number
     */
    record Of<T>(String product, long pin, T entry) {}

    /** Whether it holds its release on a day. */
    public boolean isHolding(LocalDate today) {
        return ended.isEmpty() && !today.isAfter(until);
    }

    Pin ended(Ended end) {
        return new Pin(id, release, by, until, because, at, Optional.of(end));
    }

    ObjectNode json(String product) {
        return Json.object()
                .put("schema", SCHEMA)
                .put("product", product)
                .put("pin", id)
                .put("release", release)
                .put("by", by)
                .put("until", until.toString())
                .put("because", because)
                .put("at", at.toString());
    }

    static Of<Pin> parse(JsonObject json) {
        json.schema(SCHEMA);
        String product = json.text("product");
        long id = json.whole("pin");
        long release = json.whole("release");
        String by = json.text("by");
        LocalDate until = json.date("until");
        String because = json.text("because");
        Instant at = json.instant("at");
        return json.end(() -> new Of<>(product, id, new Pin(id, release, by, until, because, at, Optional.empty())));
    }
}
