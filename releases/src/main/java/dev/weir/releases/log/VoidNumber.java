package dev.weir.releases.log;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonKey;
import dev.weir.contracts.json.JsonShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The entry of the log under a number that was never released: it was taken from a run that may come back, so that what the run
 * left could be undone. The next manifest names its hash, as if it were one.
 *
 * @param run from which the number was taken
 * @param previousSha256 of the entry before it, as bytes; empty for the first
 */
public record VoidNumber(String product, long number, String run, Instant at, Optional<String> previousSha256) {

    private static final String SCHEMA = "weir-void-1";

    /** With the keys of a manifest where they mean the same. */
    private static final JsonShape<VoidNumber> SHAPE = JsonShape.document(
            SCHEMA,
            JsonShape.of(
                    JsonKey.text("product", VoidNumber::product),
                    JsonKey.whole("number", VoidNumber::number),
                    JsonKey.text("run", VoidNumber::run),
                    JsonKey.instant("at", VoidNumber::at),
                    JsonKey.optionalText("previous-sha256", VoidNumber::previousSha256),
                    VoidNumber::new));

    public VoidNumber {
        if (previousSha256.isPresent() == (number == 1)) {
            throw new IllegalArgumentException("Entry " + number + " after " + previousSha256);
        }
    }

    /** As it stands in the log. */
    public byte[] print() {
        return Json.print(SHAPE.node(this)).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@link #print}; empty where it is something else. */
    public static Optional<VoidNumber> parse(byte[] entry) {
        String text = new String(entry, StandardCharsets.UTF_8);
        if (!text.contains(SCHEMA)) {
            return Optional.empty(); // a manifest is not read twice
        }
        try {
            return Optional.of(SHAPE.parse(Json.parse("entry", text)));
        } catch (ProblemsException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code clinical@14}. */
    public String reference() {
        return product + "@" + number;
    }

    /** What was done, as the beginning of a sentence. */
    public String explanation() {
        return reference() + " was never released: the number was taken from run " + run + " at " + at
                + ", so that what the run had written could be undone";
    }

    /**
     * The message for a run that comes back.
     *
     * @param maker which would have entered its release here
     */
    ProblemsException lost(String place, String maker) {
        return ProblemsException.of(
                Code.CONFLICT,
                Place.of(place),
                "Run " + maker + " can no longer make " + reference(),
                (maker.equals(run) ? "it" : "run " + run + ", which was to make it as well,")
                        + " was taken for dead, and the number was taken from it at " + at,
                "Run again; what this run wrote is undone.");
    }
}
