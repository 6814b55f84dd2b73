package dev.weir.contracts.format.sdf;

import dev.weir.contracts.text.Word;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a column stands in a record of a structure-data file: {@code title}, {@code molblock}, {@code data/LogP}.
 *
 * @param room which part of the record
 * @param item the name of a data item; empty elsewhere
 */
public record SdfPath(Room room, String item) implements Serializable {

    /** A part of a record. */
    public enum Room implements Word {
        /** The first line, which names the molecule. */
        TITLE,
        /** The third line. */
        COMMENT,
        /** All lines up to {@code M  END}. */
        MOLBLOCK,
        /** How many atoms the molblock has. */
        ATOMS,
        /** How many bonds it has. */
        BONDS,
        DATA
    }

    private static final String DATA = Room.DATA.word() + "/";

    public SdfPath {
        if ((room == Room.DATA) == item.isEmpty()) {
            throw new IllegalArgumentException(room + " with the item '" + item + "' is no place in a record");
        }
    }

    public static SdfPath ofItem(String name) {
        return new SdfPath(Room.DATA, name);
    }

    /** As a contract writes it; empty where no record has such a place. */
    public static Optional<SdfPath> of(String written) {
        if (written.startsWith(DATA)) {
            return written.length() > DATA.length()
                    ? Optional.of(ofItem(written.substring(DATA.length())))
                    : Optional.empty();
        }
        return Stream.of(Room.values())
                .filter(room -> room != Room.DATA && room.word().equals(written))
                .map(room -> new SdfPath(room, ""))
                .findFirst();
    }

    /** The places that every record has. */
    static List<String> plain() {
        return Stream.of(Room.values())
                .filter(room -> room != Room.DATA)
                .map(Room::word)
                .toList();
    }

    @Override
    public String toString() {
        return room == Room.DATA ? DATA + item : room.word();
    }
}
