package dev.weir.jobs.engine.read.vcf;

import dev.weir.contracts.format.vcf.VcfPath;
import dev.weir.jobs.engine.read.ReadTally;
import dev.weir.jobs.engine.read.value.ReadColumn;
import dev.weir.jobs.engine.read.value.RecordRow;
import dev.weir.jobs.engine.read.value.ValueReader;
import dev.weir.jobs.engine.read.value.ValueType;
import java.nio.charset.StandardCharsets;

/** A column of the contract, and how its values are read out of a line. */
final class VcfColumn {

    private final int index;
    private final int place;
    private final ReadTally tally;
    private final VcfValue value;
    private final byte[] yes;
    private final byte[] no;
    private final ValueReader flag;
    private final boolean takesFlags;

    /**
     * @param index in the row
     * @param key what is known of its values, where they are those of a key
     */
    VcfColumn(int index, ReadColumn column, VcfPath path, VcfKey key, VcfVersion version, ReadTally tally) {
        this.index = index;
        this.tally = tally;
        this.place = tally.place(path.toString(), column.name());
        // of the samples each value is read by itself
        ValueType type = path.room() == VcfPath.Room.FORMAT && column.type() instanceof ValueType.ListOf list
                ? list.element()
                : column.type();
        // a text that is a list of texts, with commas between, stays as it is written
        boolean isOne = type instanceof ValueType.ListOf || key.number().isOne();
        this.value = new VcfValue(
                type,
                column.nullValues(),
                separator(path.room()),
                version.hasEncodedTexts() && hasKey(path) && key.type().isText() && isOne
                        ? VcfValue.Writing.ENCODED
                        : VcfValue.Writing.PLAIN);
        ValueType.Flag words = type instanceof ValueType.Flag said ? said : ValueType.Flag.WORDS;
        this.yes = words.whenTrue().getBytes(StandardCharsets.UTF_8);
        this.no = words.whenFalse().getBytes(StandardCharsets.UTF_8);
        this.flag = ValueReader.of(type);
        this.takesFlags = type instanceof ValueType.Flag || type instanceof ValueType.AsWritten;
    }

    private static boolean hasKey(VcfPath path) {
        return !path.key().isEmpty();
    }

    private static char separator(VcfPath.Room room) {
        return room == VcfPath.Room.ID || room == VcfPath.Room.FILTER ? ';' : ',';
    }

    int index() {
        return index;
    }

    /** A record has such a value. */
    void met() {
        tally.met(place);
    }

    /** Sets a column of a row to the value of the bytes, or answers false if they are none of the type. */
    boolean read(byte[] bytes, int from, int to, RecordRow row, int column) {
        return value.read(bytes, from, to, row, column);
    }

    /** Sets the column to a flag, or answers false if its values are none. */
    boolean read(boolean isSet, RecordRow row) {
        byte[] word = isSet ? yes : no;
        return takesFlags && flag.read(word, 0, word.length, row, index);
    }

    String expectation() {
        return value.expectation();
    }
}
