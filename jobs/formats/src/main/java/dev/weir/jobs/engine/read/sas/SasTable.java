package dev.weir.jobs.engine.read.sas;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A data set by its file.
 *
 * @param variables in the order of the file
 * @param rowBytes how many bytes an observation has
 * @param charset of its texts
 * @param numbers how its numbers are written
 */
record SasTable(List<SasVariable> variables, int rowBytes, Charset charset, SasNumberForm numbers) {

    /** An observation that is longer is refused with its file. */
    static final int MOST_ROW_BYTES = 4 << 20;

    /** SAS has 32,767 at most. */
    static final int MOST_VARIABLES = 1 << 16;

    SasTable {
        variables = List.copyOf(variables);
    }

    /** A table whose variables lie within its observations. */
    static SasTable checked(List<SasVariable> variables, long rowBytes, Charset charset, SasNumberForm numbers)
            throws SasFormatException {
        if (variables.isEmpty()) {
            throw SasFormatException.damaged("it describes no variable");
        }
        if (rowBytes < 1 || rowBytes > MOST_ROW_BYTES) {
            throw SasFormatException.damaged(
                    "it has observations of " + rowBytes + " bytes, and " + MOST_ROW_BYTES + " are the most");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            SasVariable each = variables.get(i);
            boolean fits = each.offset() >= 0
                    && each.length() >= (each.isNumeric() ? 2 : 1)
                    && (!each.isNumeric() || each.length() <= 8)
                    && (long) each.offset() + each.length() <= rowBytes;
            if (!fits) {
                throw SasFormatException.damaged("variable " + (i + 1) + " does not lie within an observation");
            }
            if (each.name().isEmpty() || !names.add(each.name())) {
                throw SasFormatException.damaged("variable " + (i + 1) + " has no name of its own");
            }
        }
        return new SasTable(variables, (int) rowBytes, charset, numbers);
    }

    List<String> names() {
        return variables.stream().map(SasVariable::name).toList();
    }
}
