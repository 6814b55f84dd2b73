package dev.weir.releases.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the holder of a lease writes again and again.
 *
 * @param owner who it is, for people
 * @param id of this taking, so that no two write the same bytes
 * @param length for how long the holder may be silent before another holder takes the product
 * @param beat grows with each writing
 * @param ended whether the holder has given it back
 */
record LeaseFile(String owner, UUID id, Duration length, long beat, boolean ended) {

    private static final String SCHEMA = "weir-lease-1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static LeaseFile of(String holder, UUID id, Duration length) {
        String owner = holder + " (process " + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now() + ")";
        return new LeaseFile(owner, id, length, 0, false);
    }

    LeaseFile next() {
        return new LeaseFile(owner, id, length, beat + 1, ended);
    }

    LeaseFile over() {
        return new LeaseFile(owner, id, length, beat + 1, true);
    }

    LeaseFile saying(String description) {
        return new LeaseFile(description, id, length, beat + 1, ended);
    }

    byte[] print() {
        return MAPPER.createObjectNode()
                .put("schema", SCHEMA)
                .put("owner", owner)
                .put("id", id.toString())
                .put("length", length.toString())
                .put("beat", beat)
                .put("ended", ended)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Reads {@link #print}; empty where it cannot be understood. */
    static Optional<LeaseFile> parse(byte[] content) {
        try {
            JsonNode node = MAPPER.readTree(content);
            return node == null || !node.path("schema").asText().equals(SCHEMA)
                    ? Optional.empty()
                    : Optional.of(new LeaseFile(
                            node.path("owner").asText(),
                            UUID.fromString(node.path("id").asText()),
                            Duration.parse(node.path("length").asText()),
                            node.path("beat").asLong(),
                            node.path("ended").asBoolean()));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "a machine without a name";
        }
    }
}
