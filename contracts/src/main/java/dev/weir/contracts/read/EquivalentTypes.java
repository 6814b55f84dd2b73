package dev.weir.contracts.read;

import dev.weir.contracts.DataType;

/** Which types hold the same values. */
final class EquivalentTypes {

    private EquivalentTypes() {}

    /** Whether the values of one type are values of the other; the text forms of dates and times do not count. */
    static boolean fit(DataType one, DataType other) {
        if (one instanceof DataType.Array left && other instanceof DataType.Array right) {
            return fit(left.element(), right.element());
        }
        if (one instanceof DataType.Structure left && other instanceof DataType.Structure right) {
            if (left.fields().size() != right.fields().size()) {
                return false;
            }
            for (int i = 0; i < left.fields().size(); i++) {
                DataType.Field from = left.fields().get(i);
                DataType.Field to = right.fields().get(i);
                if (!from.name().equals(to.name()) || !fit(from.type(), to.type())) {
                    return false;
                }
            }
            return true;
        }
        return one.display().equals(other.display());
    }
}
