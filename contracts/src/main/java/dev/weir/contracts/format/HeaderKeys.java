package dev.weir.contracts.format;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.standard.FieldKinds;
import dev.weir.contracts.yaml.YamlMap;

/** The keys of formats whose rows may stand below the names of their columns. */
public final class HeaderKeys {

    public static final Field<Boolean> HEADER = Field.optional("header", FieldKinds.FLAG);
    public static final Field<Boolean> BY_POSITION = Field.optional("byPosition", FieldKinds.FLAG);

    private HeaderKeys() {}

    /** Whether there is no header, in which case columns are found by their position. */
    public static boolean isHeadless(YamlMap read, Problems problems) {
        boolean headless = !HEADER.or(read, true);
        if (headless && !BY_POSITION.or(read, true)) {
            problems.add(
                    Code.INVALID_VALUE,
                    BY_POSITION.place(read),
                    "'byPosition' is false, and 'header' too",
                    "without a header, columns can only be found by their position",
                    "take 'byPosition' out");
        }
        return headless;
    }
}
