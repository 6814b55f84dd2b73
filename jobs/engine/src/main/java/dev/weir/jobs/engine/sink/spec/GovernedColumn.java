package dev.weir.jobs.engine.sink.spec;

import dev.weir.privacy.mask.Mask;
import dev.weir.privacy.mask.MaskRecipe;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A column as it comes and what becomes of it.
 *
 * @param name the same before and after
 * @param type of the clear value
 * @param mask what becomes of it; empty where it stays as it is
 * @param subject the column with the person of a row, for a mask that shifts; empty where all rows are shifted alike
 */
public record GovernedColumn(String name, DataType type, Optional<MaskRecipe> mask, Optional<String> subject) {

    public GovernedColumn {
        mask = mask.filter(recipe -> !recipe.keeps());
    }

    /** A column that stays as it is. */
    public static GovernedColumn kept(String name, DataType type) {
        return new GovernedColumn(name, type, Optional.empty(), Optional.empty());
    }

    /** A column under a mask that needs no other column of the row. */
    public static GovernedColumn masked(String name, DataType type, MaskRecipe mask) {
        return new GovernedColumn(name, type, Optional.of(mask), Optional.empty());
    }

    /** Whether values come through as they are. */
    public boolean keeps() {
        return mask.isEmpty();
    }

    /** Whether the column is left out of product and quarantine. */
    public boolean drops() {
        return mask.filter(MaskRecipe::drops).isPresent();
    }

    /** Whether its dates are moved. */
    public boolean shifts() {
        return mask.filter(GovernedColumn::shifts).isPresent();
    }

    public DataType releasedType() {
        return mask.filter(recipe -> recipe.mask().outcome() == Mask.Outcome.TEXT)
                .<DataType>map(recipe -> DataTypes.StringType)
                .orElse(type);
    }

    private static boolean shifts(MaskRecipe recipe) {
        return recipe.mask().shifts();
    }
}
