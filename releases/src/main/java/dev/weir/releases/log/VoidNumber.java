package dev.weir.releases.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.json.JsonObject;
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
    private static final String PREVIOUS = "previous-sha256";

    public VoidNumber {
        if (previousSha256.isPresent() == (number == 1)) {
            throw new IllegalArgumentException("Entry " + number + " after " + previousSha256);
        }
    }

    /** As it stands in the log, with the keys of a manifest where they mean the same. */
    public byte[] print() {
        ObjectNode node = Json.object()
                .put("schema", SCHEMA)
                .put("product", product)
                .put("number", number)
                .put("run", run)
                .put("at", at.toString());
        previousSha256.ifPresent(hash -> node.put(PREVIOUS, hash));
        return Json.print(node).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@link #print}; empty where it is something else. */
    public static Optional<VoidNumber> parse(byte[] entry) {
        String text = new String(entry, StandardCharsets.UTF_8);
        if (!text.contains(SCHEMA)) {
            return Optional.empty(); // a manifest is not read twice
        }
        try {
            JsonObject json = Json.parse("entry", text);
            json.schema(SCHEMA);
            String product = json.text("product");
            long number = json.whole("number");
            String run = json.text("run");
            Instant at = json.instant("at");
            Optional<String> previous = json.optionalText(PREVIOUS);
            return Optional.of(json.end(() -> new VoidNumber(product, number, run, at, previous)));
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
