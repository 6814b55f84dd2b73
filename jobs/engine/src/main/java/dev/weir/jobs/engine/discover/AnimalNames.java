package dev.weir.jobs.engine.discover;

import java.util.regex.Pattern;

/** Kinds of animals that experiments are made with, and their strains, as tables name them: mouse, Rattus norvegicus, BALB/cJ, 食蟹猴. */
final class AnimalNames {

    private static final Pattern KIND = Pattern.compile(
            "(?i)(?:(?:house|nude|beagle|syrian|armenian|chinese|golden|cynomolgus|rhesus|mini|new zealand(?: white)?|wistar|sprague[- ]dawley)[ -]?)?"
                    + "(?:mouse|mice|rats?|rabbits?|hamsters?|gerbils?|guinea[ -]?pigs?|dogs?|beagles?|pigs?|sheep|goats?|monkeys?|macaques?|cynomolgus"
                    + "|marmosets?|ferrets?|zebrafish|mus musculus|rattus (?:norvegicus|rattus)|oryctolagus cuniculus|canis (?:lupus )?familiaris"
                    + "|macaca (?:mulatta|fascicularis)|sus scrofa|danio rerio|mesocricetus auratus|cavia porcellus)"
                    + "|(?:昆明|裸)?[小大裸豚仓沙]鼠|(?:新西兰)?(?:家|白)?兔|(?:比格|实验)?犬|(?:食蟹|恒河)猴|小型猪|斑马鱼");

    private static final Pattern STRAIN = Pattern.compile(
            "(?i)(?:BALB/?c|C57BL/?6|C57BL/?10|C3H/|DBA/[12]|FVB/|NOD[ ./-]|NSG$|NCG$|ICR$|CD-?1$|CD-1[( ]|sprague[- ]dawley|wistar|long[- ]evans"
                    + "|129(?:S[1-9]|X1)/|B6[.;:]129|B6D2F1|new zealand white).{0,60}");

    private AnimalNames() {}

    static boolean is(String value) {
        String text = value.strip();
        return KIND.matcher(text).matches() || STRAIN.matcher(text).matches();
    }
}
