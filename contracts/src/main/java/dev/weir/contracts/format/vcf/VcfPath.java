package dev.weir.contracts.format.vcf;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a column stands in a record of VCF: {@code POS}, {@code INFO/DP}, {@code FORMAT/GT}.
 *
 * @param room which field of the line
 * @param key of INFO or FORMAT; empty elsewhere
 */
public record VcfPath(Room room, String key) implements Serializable {

    /** A field of the line, or the names of the samples. */
    public enum Room {
        CHROM,
        POS,
        ID,
        REF,
        ALT,
        QUAL,
        FILTER,
        INFO,
        FORMAT,
        SAMPLES;

        boolean hasKeys() {
            return this == INFO || this == FORMAT;
        }
    }

    public VcfPath {
        if (room.hasKeys() == key.isEmpty()) {
            throw new IllegalArgumentException(room + " with the key '" + key + "' is no place in a record");
        }
    }

    /** As a contract writes it; empty where no record has such a place. */
    public static Optional<VcfPath> of(String written) {
        for (Room room : Room.values()) {
            String begin = room + "/";
            if (room.hasKeys() && written.startsWith(begin) && written.length() > begin.length()) {
                return Optional.of(new VcfPath(room, written.substring(begin.length())));
            } else if (!room.hasKeys() && written.equals(room.name())) {
                return Optional.of(new VcfPath(room, ""));
            }
        }
        return Optional.empty();
    }

    /** The places that every file has. */
    static List<String> plain() {
        return Stream.of(Room.values())
                .filter(room -> !room.hasKeys())
                .map(Room::name)
                .toList();
    }

    @Override
    public String toString() {
        return room.hasKeys() ? room + "/" + key : room.name();
    }
}
