package dev.weir.examples.clinical;

import static dev.weir.examples.Damage.FOREIGN_ENCODING;
import static dev.weir.examples.clinical.Registry.ADDRESS;
import static dev.weir.examples.clinical.Registry.BIRTH;
import static dev.weir.examples.clinical.Registry.IDENTITY;
import static dev.weir.examples.clinical.Registry.MOBILE;
import static dev.weir.examples.clinical.Registry.NAME;
import static dev.weir.examples.clinical.Registry.PATIENT;
import static dev.weir.examples.clinical.Registry.REGISTERED;
import static dev.weir.examples.clinical.Registry.SEX;

import dev.weir.examples.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The faults planted in the subject registry, each in the record of a patient who is nowhere else in the registry. Lines in
 * another encoding have one column that does not decode, so that they have one reason.
 */
final class RegistryFaults {

    private static final String WRONG = "identity-number-is-right";
    private static final String OTHER_BIRTH = "identity-agrees-with-birth-date";

    private final List<Row> present = new ArrayList<>();
    private final List<Row> former = new ArrayList<>();
    private final Iterator<Row> people;

    /**
     * @param registered a sound record of the present system, which the former one gives again under another number
     * @param diesBeforeBirth a patient who does not get in
     * @param patients patients who do, enough of them, women first
     */
    RegistryFaults(Row registered, Row diesBeforeBirth, List<Row> patients) {
        people = patients.stream().map(Registry::person).iterator();
        Row unknown = people.next();
        present.add(unknown.with(SEX, "未知").expect("unknown code", "subjects.sex.valid-values"));
        identityNumbers();
        present.add(Registry.person(diesBeforeBirth));
        present.add(people.next().with(PATIENT, Templates.id("never came")));
        present.add(people.next().with(MOBILE, "01062751234").expect("not a mobile number", "mobile-is-right"));
        present.add(people.next()
                .with(NAME, "Wang Xiao")
                .with(SEX, "")
                .with(ADDRESS, "北京市海淀区清水湾路5号")
                .damaged(FOREIGN_ENCODING, "GBK line in a UTF-8 file", "unreadable.encoding"));
        present.add(people.next().with(BIRTH, "1985-02-30").expect("impossible date", "unreadable.type"));
        present.add(people.next().with(REGISTERED, "2020-13-01 08:00:00").expect("impossible date", "unreadable.type"));
        former(registered);
    }

    List<Row> present() {
        return present;
    }

    List<Row> former() {
        return former;
    }

    private void identityNumbers() {
        present.add(wrongCheck(people.next()));

        Row otherDay = people.next();
        String number = otherDay.cell(IDENTITY);
        char day = number.charAt(13) == '1' ? '2' : '1';
        present.add(otherDay.with(IDENTITY, number.substring(0, 13) + day + number.substring(14))
                .expect("identity number with a wrong digit", WRONG)
                .expect("identity number with a wrong digit", OTHER_BIRTH));

        Row february = people.next();
        String date = LocalDate.parse(february.cell(BIRTH)).getYear() + "0230";
        String impossible = february.cell(IDENTITY);
        present.add(february.with(
                        IDENTITY,
                        IdentityNumber.checked(impossible.substring(0, 6) + date + impossible.substring(14, 17)))
                .expect("identity number with an impossible date", WRONG)
                .expect("identity number with an impossible date", OTHER_BIRTH));

        Row cut = people.next();
        present.add(cut.with(IDENTITY, cut.cell(IDENTITY).substring(0, 17))
                .expect("identity number cut short", WRONG)
                .expect("identity number cut short", "subjects.identity_number.minLength"));

        Row otherSex = people.next();
        present.add(otherSex.with(SEX, otherSex.cell(SEX).equals("男") ? "女" : "男")
                .expect("identity number of the other sex", "identity-agrees-with-sex"));

        Row one = people.next();
        present.add(one);
        present.add(sameNumberAs(one, people.next()));
        Row twice = people.next();
        present.add(twice);
        present.add(twice.with(REGISTERED, "2023-11-11 11:11:11"));
    }

    private void former(Row registered) {
        former.add(Registry.fullWidth(wrongCheck(people.next())));
        former.add(people.next()
                .with(NAME, "Li Xiao")
                .with(SEX, "")
                .with(ADDRESS, "北京市")
                .damaged(FOREIGN_ENCODING, "UTF-8 line in a GBK file", "unreadable.encoding"));
        former.add(Registry.fullWidth(sameNumberAs(registered, people.next())));
    }

    static Row wrongCheck(Row person) {
        return person.with(IDENTITY, IdentityNumber.withWrongCheck(person.cell(IDENTITY)))
                .expect("identity number with a wrong digit", WRONG);
    }

    /** The same person under another patient's number. */
    private static Row sameNumberAs(Row person, Row other) {
        return person.with(PATIENT, other.cell(PATIENT));
    }
}
