package dev.weir.jobs.draft;

import dev.weir.jobs.engine.read.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a column is called, before its values are read: as keys are, as people are, as things are. The first that fits holds. */
enum KeySign {
    /** Patients, donors: each value is one. */
    OF_PEOPLE(
            "it is called as people are",
            "(?iu)(?:patient|subject|subj|donor|participant|volunteer|proband|person)s?|患者|病人|受试者|供者|捐献者|志愿者|被験者|対象者|提供者|ドナー"
                    + "|(?:(?:blut|organ)?spender|versuchsperson|(?:studien)?teilnehmer|donneur|donneuse|participante|volontaire|paciente|donante|sujeto"
                    + "|voluntari[oa]|paziente|donatore|donatrice|soggetto|partecipante|volontario|doadora?|sujeito|patiënt|deelnemer|proefpersoon)(?:s|in|innen|n|en)?"
                    + "(?:[_ .-]?(?:id|no|nr|nummer|code|n°|nº|numéro|número|numero)\\.?)?"),
    /** Words for people that mean other things as well: a fall, a topic, a case of one disease. Their codes alone tell. */
    OF_CASES("it is called as people of a study are", "(?iu)vp|fall|fälle|sujet|cas|caso|case"),
    /** A person by what they do, or are to the patient: verified by, next of kin. */
    OF_ROLES(
            "it is called as people are who do something",
            "(?iu)(?:.*[_ .-])?(?:by|contact|kin|sign(?:ed)?[_ ]?off|checked|witness|owner|operator|technician|analyst|scorer|recorder"
                    + "|assistant|supervisor|responsible|person|who|init(?:ial)?s?|wer|[a-z]{2}evalid|examiner|observer|verifier|signature|unterschrift"
                    + "|responsable|responsabile|verantwortlich|zuständig|bediener|firmatario)\\.?(?:[_ ]?[0-9])?"
                    + "|\\p{L}+[_ ](?:von|durch|par|por|door)"
                    // numbers of staff by the initials of pinyin, among which are no i, u and v
                    + "|[a-z&&[^iuv]]{0,5}gh|(?:czy|lry|jyy|cyy|hly|yh|ys|hs|zg|yg|ry|[a-z&&[^iuv]]{1,3}(?:r|ys|hs))(?:dm|bm|bh|qm)|j[zy]hs"
                    + "|.*(?:人|者|员|負責|负责|签[名字收]|署名|录入|审核|复核|带教|核对|采血|取血|担当)"),
    /** Words for people and for other things: a user, a visa, a session. Initials and logins below them tell. */
    OF_SIGNERS(
            "it may be called as people are who do something",
            "(?iu)(?:.*[_ .-])?(?:tech|reader|lecteur|lector|keyed|entered|sig|crc|cra|rn|qc|user|account|session|edited|uploaded|saved|last[_ ]?mod(?:ified)?|acq|acquired"
                    + "|visa|bedienung|bearb|erfasst|geprüft|freigegeben|zeichen|firma|interne|extractor)\\.?(?:[_ ]?[0-9])?"),
    /** Whole numbers from 1 on, written beside the rows. */
    OF_ROWS(
            "it numbers the rows",
            "(?i)(?:row|line)[_ ]?(?:id|no\\.?|num|number|index)|rank|line|index|unnamed:? ?[0-9]*|serial[_ ]?(?:no\\.?|number)|s\\.? ?no\\.?|序号|行号"),
    /** Sites of a study, wards: each is one of few. */
    OF_PLACES(
            "it is called as keys of places are",
            "(?i)site|(?:site|cent(?:er|re)|ward|dept|department)[_ .-]?(?:id|no\\.?|nr|num|number|code)"
                    + "|(?:研究)?(?:中心|医院|科室|病区|院区)(?:编号|号|代码|编码)"),
    /** Numbers of records, of which each is a person's in a table about people, however few and short they are. */
    OF_RECORDS(
            "it is called as numbers of people's records are",
            "(?i)(?:(?:record|rec|case|sample|specimen|respondent|resp|client|member|customer|student|pupil|enrol(?:l)?(?:ment|ee)|individual|indiv"
                    + "|household|family|pedigree|child|infant|baby|mother|father|twin|patient|pt|pat|subject|subj|participant|person"
                    + "|donor|volunteer|proband|screen(?:ing)?|random(?:i[sz]ation)?|chart|unique|anon(?:ymous)?)[_ .-]?(?:id|no\\.?|nr|num|number|#)"
                    + "|[pi]?id|(?:no|nr)\\.?"
                    + "|(?:患者|病人|受试者|参与者|入组|病例|个案|对象|学生|学籍|人员|个人|成员|家庭|样本|标本|记录|登记|体检|随访|档案|问卷|供者|捐献者)?(?:编号|号码|编码|id号?)"
                    + "|(?:学|户|学籍|病例|档案|登记|体检|样本|标本)号)"),
    /** Of the study or of those who take part in it: where no other column has their numbers, of these. */
    OF_STUDIES(
            "it is called as numbers of those in a study are",
            "(?i)study[_ .-]?(?:id|no\\.?|nr|num|number)|研究(?:编号|号)"),
    /** Makes and models: names of things, which are written as those of people. */
    OF_BRANDS(
            "it is called as makes of things are",
            "(?i)(?:.*[_ ./-])?(?:model|brand|device|instrument|analy[sz]er|scanner|machine"
                    + "|kit|assay|reagent|medium|ecm|hydrogel|salt|solvent|incubator|centrifuge|microscope|manufacturer|maker|supplier|vendor|software|platform|sequencer"
                    + "|fournisseur|fabricant|marque|appareil|milieu|hersteller|lieferant|marke|gerät(?:etyp)?|verstärker|mikroskop|zentrifuge|kamera|caméra|amplificateur|centrifugeuse|equipo|amplificador|microscopio|centrífuga|aparato|nährmedium|proveedor|fabricante|marca|medio|fornitore|fornecedor|terreno|leverancier|merk"
                    + "|analyte|antibody|fluorochrome|item|(?:item|product|reagent|chemical|material|kit)[_ .-]?name)"
                    + "|.*(?:培养基|培养箱|离心机|显微镜|型号|品牌|仪器|设备|厂家|厂商|供应商|生产商|试剂盒?|试剂名称?|平台|品名|产品名称|物料名称|耗材名称|分析物|抗体)"),
    /** Kinds of animals, microbes and cells, which are written as names of people are. */
    OF_KINDS(
            "it is called as kinds of living things are",
            "(?i)(?:.*[_ ./-])?(?:(?:host[_ ]?)?species|host|organism|(?:sub)?strain|(?:cell[_ -]?)?lines?|isotype|clonality)(?:[_ .-]?name)?"
                    + "|.*(?:物种|种属|宿主|菌种|菌株|品系|细胞[株系])(?:名称)?"),
    /** Who pays for a treatment: firms, written as people are. */
    OF_INSURERS(
            "it is called as insurers are",
            "(?i)(?:primary|secondary|health)?[_ .-]?(?:insurance|insurer|payer|payor)(?:[_ .-]?(?:name|type|class|category|provider|company|plan))?"
                    + "|.*(?:付费方式|保险公司|(?:医保|社保|保险)(?:类别|类型|性质|分类|等级|级别|目录))"),
    /** Departments, to which many things and people belong. */
    OF_DEPARTMENTS("it is called as departments are", "(?i)(?:.*[_ ./-])?(?:department|dept)\\.?|.*科室"),
    /** Numbers under which an authority has approved a drug: each is one product's. */
    OF_APPROVALS("it is called as numbers of approved drugs are", ".*(?:批准文号|国药准字)"),
    /** Genes, and not genotypes, alleles or variants. */
    OF_GENES(
            "it is called as genes are",
            "(?i)(?:(?:target|assay|probe|primer|housekeeping|ref(?:erence)?|hgnc|ensembl|靶标?|目标|目的|检测|内参|管家)[_ .-]?)?"
                    + "(?:genes?(?:[_ .-]?(?:symbol|name|id))?|基因(?:名称?|符号)?)(?:[_ .-]?(?:genes?|基因))?"),
    /** How many there are of something: cells, reads. */
    OF_COUNTS(
            "it is called as counts are",
            "(?i)(?:.*[_ .-])?(?:events|counts?|cells|reads|bases|steps|copies|pulses)"
                    + "|(?:n|num|number of|total)[_ .-].*|.*(?:计数|总数|个数|步数|细胞数|读数)"),
    /**
     * Variables of SDTM whose values are terms of the trial, written as names of people are: arms, and what qualifies an observation;
     * stages and grades of diseases.
     */
    OF_TRIALS(
            "it is called as variables of trials are",
            "(?i)(?:act|plan)?arm(?:cd|ud|nrs)?|epoch|trt[0-9]{2}(?:p|a|pn|an)"
                    + "|[a-z]{2}(?:test(?:cd)?|s?cat|pos|loc|lat|dir|method|spec|speccnd|stat|reasnd|nrind|bodsys|decod|tpt|tptref|devnm"
                    + "|(?:o|st)resu|dosu|dosfrm|dosfrq|nam|trt|route|sev|acn|rel|out|strf|enrf)"
                    + "|(?:.*[_ .-])?(?:stage|grade)(?:[_ .-].*)?|[a-z]{2,6}stg|.*(?:分期|分级|分化程度?)"),
    /** What is given to animals and cells, and tried on them: codes of substances, which look like those of people. */
    OF_SUBSTANCES(
            "it is called as substances are",
            "(?i)(?:.*[_ .-])?(?:compound|substance|drug|treatment|agent|inhibitor|agonist|antagonist|stimul(?:us|ant|ation)|test[_ ]?article|vehicle|ligand)s?"
                    + "|.*(?:化合物|受试物|给药|处理组?|刺激物?)"),
    /** How a machine is set, and how something is done. */
    OF_SETTINGS(
            "it is called as settings are",
            "(?i)(?:.*[_ .-])?(?:mode|setting|program(?:me)?|preset|methode?|technique|modality|route|matrix|material|fixation|type|kind|class|category)s?"
                    + "|.*(?:模式|档位|方法|方式|材质|基质|类型|类别|种类)"),
    /** Where things are kept. */
    OF_STORES(
            "it is called as stores are",
            "(?i)(?:.*[_ ./-])?(?:freezer|fridge|rack|shelf|tank|store|storage)s?|.*(?:冰箱|冻存架|液氮罐|存放位置)"),
    /** To what people agree, and not what is found in them. */
    OF_CONSENTS(
            "it is called as what people agree to",
            "(?i).*(?:consent|agree|permission|opt[_ .-]?(?:in|out)|同意|授权|愿意).*"),
    /** Molecules as SMILES, InChI and IUPAC write them. */
    OF_STRUCTURES(
            "it is called as structures of molecules are",
            "(?i)(?:.*[_ .-])?(?:smiles|inchi(?:[_ .-]?key)?|iupac(?:[_ .-]?name)?)(?:[_ .-].*)?"),
    /** A key of what is no person: a test, a drug, a ward. */
    OF_THINGS("it is called as keys are"),
    /** It may be a code, too. */
    CALLED("it is called as keys are"),
    /** What a form has a list of codes for. */
    OF_CODES("it is called as codes of a list are"),
    DECLARED("it is declared the primary key"),
    NONE("");

    /** A word by itself in any case; at the end of another one only where a capital begins it: {@code paid} is no key. */
    private static final Pattern KEY = Pattern.compile("(?i:(?:.*[_ .-])?(?:id|no|nr|num|number|code|key|uid|uuid))"
            + "|.*[a-z0-9](?:Id|ID|No|Number)|.*\\p{IsHan}(?i:id)|.*(?:编号|号码|号|代码|编码)");

    /** What keys are of that are no person's. */
    private static final Pattern THING = Pattern.compile(
            "(?i)item|test|drug|medication|proc|diag|icd|loinc|atc|cpt|ndc"
                    + "|dept|department|ward|unit|concept|vocab|form|gene|probe|kit|lot|batch|country|region|protocol|study"
                    + "|sensor|instrument|machine|logger|freezer|fridge|rack|plate|well|position|run(?![a-z])|lane|cartridge|compound|molecule|assay|reagent|strain|product"
                    + "|method|coding|项目|检验|检查|药|科室|病区|疾病|诊断|手术|耗材|仪器|批号|收费|设备|(?<![手司])机号|产品|传感器|探头|冰箱|孔板|化合物|试剂|菌[株种]|细胞[株系]");

    /** What a form has a list of codes for. */
    private static final Pattern CODES = Pattern.compile(
            "(?iu)(?:.*[_ ./-])?(?:cd|status|result|flag|ward|dept|department|service|specialty|class|category|group|gruppe|groupe|grupo|gruppo|arm|cohort|country|land|pays|país|nation(?:ality)?|region|province|state|currency"
                    + "|lang(?:uage)?|unit|einheit|unité|route|test|param(?:eter)?|marker|outcome|response|reason|side|laterality|quadrant|freq(?:uency)?|phase"
                    + "|procedure|diagnosis|dx|indication|specimen|tissue|organ|site|location|antibiotic|regimen|assay|analyte|channel|colou?r"
                    + "|race|ethnicity|sex|gender|genotype|allele|haplotype|subtype|serotype|blood[_ ]?(?:type|group)|mutation|payer)(?:s|es)?"
                    + "|.*(?:状态|结果|分组|组别|国家|地区|单位|途径|频次|频率|项目|指标|标志|部位|侧别|象限|药物|方案|名称|血型|检查|检验|科别)");

    /** What is sold. */
    private static final Pattern PRODUCT = Pattern.compile("(?i)product|article|sku|商品|产品|货品|物料");

    /** Lots, and what makers have in their catalogues: their codes look like a person's. */
    private static final Pattern LOT = Pattern.compile(
            "(?i)(?:.*[_ .-])?(?:(?:lot|batch)(?:[_ .-]{1,2}(?:no|nr|num|number|code|id))?"
                    + "|cat(?:alog(?:ue)?)?[_ .-]{0,2}(?:no|nr|num|number|code|id)|rrid)\\.?(?:[_ ]?\\p{IsHan}{1,3})?|.*(?:批号|批次|货号)");

    /** Where things lie, and what they lie in: plates and their wells, freezers, racks and boxes; and what is ordered by its number. */
    private static final Pattern PLACE_OF_THINGS = Pattern.compile(
            "(?iu)(?:.*[_ ./-])?(?:puits|plaque|boîte|tiroir|cuve|portoir|congélateur|vertiefung|kavität|platte|schublade|gefrierschrank|kiste|pocillo|placa|caja|cajón|congelador|gradilla"
                    + "|pozzetto|piastra|scatola|cassetto|poço|gaveta|well|plate|freezer|fridge|rack|box|shelf|drawer|tower|tank|slot|cage|pos|position|oligo|primer|plasmid|clone|vector)s?"
                    + "(?:[_ ./-]{1,2}(?:no|nr|num|number|code|id|pos|position))?\\.?"
                    + "|.*(?:孔位|孔板|孔号|板号|冰箱|冻存架|冻存盒|盒号|架号|[货库储]位|引物|质粒)(?:编号|号|名称)?");

    private final String because;
    private final Optional<Pattern> label;

    KeySign(String because) {
        this.because = because;
        this.label = Optional.empty();
    }

    /** @param label of columns that are called so */
    KeySign(String because, String label) {
        this.because = because;
        this.label = Optional.of(Pattern.compile(label));
    }

    /** What numbers of people are called, and not those of their visits or of a study. */
    private static final Pattern PERSON = Pattern.compile(
            "(?i)(?:u?subj(?:ect)?|patient|participant|person|donor|proband|volunteer|mrn)(?:[_ .-]?(?:id|no\\.?|nr|num|number|code))?"
                    + "|(?:p|pt|pat|record)[_ .-]?(?:id|no\\.?|nr|num|number)|.*(?:患者|病人|受试者|参与者|供者|捐献者|病案|病历|住院|门诊).*");

    static KeySign of(DraftTable table, DraftColumn column) {
        // of a header in two rows the lower one says what the column is, and of a concept of FHIR its element
        String label = column.label()
                .replaceFirst("^.*\\S / (?=\\S)", "")
                .replaceFirst("(?:\\[[0-9]+])?\\.(?:display|text)$", "");
        List<String> primary = table.source().declared().primary();
        if (primary.equals(List.of(column.origin().physicalName()))) {
            return DECLARED;
        }
        return Stream.of(values())
                .filter(sign -> sign != OF_STUDIES || !hasPerson(table, column))
                .filter(sign -> sign != OF_ROWS || column.type().type() instanceof ValueType.Whole)
                .filter(sign ->
                        sign.label.filter(each -> each.matcher(label).matches()).isPresent())
                .findFirst()
                .orElse(
                        isKeyOfThings(label)
                                ? OF_THINGS
                                : isCalledKey(label)
                                        ? CALLED
                                        : CODES.matcher(label).matches() ? OF_CODES : NONE);
    }

    /** Whether another column is called as numbers of people are. */
    static boolean hasPerson(DraftTable table, DraftColumn column) {
        return table.columns().stream()
                .anyMatch(other ->
                        !other.equals(column) && PERSON.matcher(other.label()).matches());
    }

    /** Whether it numbers records, which are people's where anything of their table is. */
    boolean isOfRecords() {
        return this == OF_RECORDS || this == OF_STUDIES;
    }

    /** Whether a column is called as keys of things are, which are no person's. */
    static boolean isKeyOfThings(String name) {
        return (isCalledKey(name)
                        && (THING.matcher(name).find() || PRODUCT.matcher(name).find()))
                || LOT.matcher(name).matches()
                || PLACE_OF_THINGS.matcher(name).matches();
    }

    /** Whether a column is called as lots are, and what makers have in their catalogues: one is bought, and written down, several times. */
    static boolean isLot(String name) {
        return LOT.matcher(name).matches();
    }

    /** Whether a column is called as keys are. */
    static boolean isCalledKey(String name) {
        return KEY.matcher(name).matches();
    }

    boolean isCalled() {
        return this == CALLED || this == OF_THINGS || this == OF_PLACES || this == OF_ROWS || isOfRecords();
    }

    /** Whether it names things that are written as people are. */
    boolean isOfTerms() {
        return this == OF_BRANDS
                || this == OF_TRIALS
                || this == OF_SETTINGS
                || this == OF_STORES
                || this == OF_INSURERS;
    }

    /** Whether short codes in it are terms of a list that its name tells: countries, arms, results. Such a name is no signature. */
    boolean namesTerms() {
        return isOfTerms()
                || isOfWordsAndCodes()
                || Set.of(OF_GENES, OF_PLACES, OF_DEPARTMENTS, OF_THINGS, OF_STRUCTURES, OF_CONSENTS, CALLED, OF_CODES)
                        .contains(this);
    }

    /** Whether it names things by words and by codes, which look like those of people. */
    boolean isOfWordsAndCodes() {
        return this == OF_SUBSTANCES || this == OF_KINDS;
    }

    /** A clause. */
    String because() {
        return because;
    }
}
