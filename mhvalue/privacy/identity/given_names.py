"""Given names common in England and Wales, of every origin, by which names of people are told.

Names that are words or places before they are names (April, Bury, Elm, Summer, Will) are left
out; the list needs to know most people of a column, not each one.
"""

from typing import Final

_COMMON: Final = """
    aaron abbie abdul abdullah abigail abraham adam adele adrian agnes ahmed aidan aileen aisha
    aisling akua alan alana alastair albert alec aleksandra alex alexander alexandra alfie alfred
    ali alice alicia alison alistair alma amanda amara amelia amina amir amit amy ana anastasia
    andrea andreea andrei andrew andy angela angus anil anita ann anna annabel anne annette annie
    anthony antonio anwar arjun arthur arun asha ashley ashok asma audrey ava ayaan ayesha azad
    babatunde balwinder barbara barry beatrice becky belinda ben benjamin bernadette bernard
    bethany betty beverley bilal blessing bogdan brandon brenda brian bridget bronwen bruce bryan
    caitlin callum cameron carl carla carol carole caroline carolyn catherine cecilia chantelle
    charles charlie charlotte chidi chinedu chloe chris christian christina christine christopher
    ciara claire clare claudia clive colette colin connor cristina curtis cynthia
    daisy damian daniel danielle danny darren david dawn dean deborah debra declan deepa deepak
    denise dennis derek desmond diana diane dilip dominic donald donna doreen doris dorota dorothy
    dougal douglas duncan dylan eamonn edith edward edwin eileen elaine eleanor elena elijah
    elisabeth elizabeth ella ellen ellie elsie emily emma emmanuel eric erin ernest ethan eugene
    eva evelyn ewa faisal farah farhan fatima fatma fergus fiona folasade frances francesca francis
    frank fred freddie frederick funmi gabriel gabriela gail gareth gary gavin gemma geoffrey george
    georgia georgina gerald geraldine gerard gillian gina giovanni gita gladys glenn gloria
    gordon graeme graham greta gurpreet gwen habib hafsa haleema hamza hana hannah harold harpreet
    harriet harry harvey hasan hassan hazel heather helen henry hilary hilda holly howard hugh
    hussain hussein ian ibrahim ifeoma imran ingrid ioana irene iris isaac isabel isabella isla
    ismail ivan ivy jack jackie jacob jacqueline jade jaime jake jakub jamal james jamie jan jane
    janet janice jared jaroslaw jasmine jason javed jayne jean jeffrey jenna jennifer jenny jeremy
    jessica jill joan joanna joanne joao jodie joe joel john johnny jonathan jordan jorge jose
    joseph josephine josh joshua joyce juan judith judy julia julian julie june justin kamal
    kamil karen karina karl karolina kate katarzyna katherine kathleen kathryn katie katrina kavita
    kayleigh keith kelly kemi ken kenneth kerry kevin khadija khalid kieran kim kimberley kiran
    kirsty krishna krzysztof kulwinder kwame kyle lakshmi lara laura lauren laurence lawrence leah
    leanne lee leila leo leon leonard lesley leslie lewis liam lilian lily linda lisa liz logan
    lorna lorraine louis louise lucas lucia lucy luke lydia lynda lynn lynne maciej madeleine
    magdalena mahmoud malcolm malgorzata mandy manjit marcin marcus margaret maria mariam marian
    marie marilyn mario marion marjorie marlene martha martin martyn mary maryam mateusz mathew
    matilda matthew maureen maurice max maxine maya megan mehmet melanie melissa mia michael
    michelle miguel mihai mike mildred milly miriam mohamed mohammad mohammed mohan moira molly
    monica monika morgan moses muhammad muhammed muriel mustafa myra nadia nancy naomi narinder
    nasreen natalia natalie natasha nathan nathaniel neha neil ngozi niamh nicholas nicola nicole
    nigel nikhil nina nirmala nisha noah noel nora noreen norma norman oladele olga oliver olivia
    olumide omar oscar osman owen pamela parminder pat patience patricia patrick paul paula pauline
    pawel pearl pedro peggy penelope percy peter philip philippa phillip phoebe phyllis piotr
    poppy praveen priya rachael rachel rafal raj rajesh rakesh ralph ramesh raymond rebecca
    reginald rehana reuben rhiannon rhys ricardo richard rita rob robert roberto robin roger rohan
    roland ronald rory rosemary roxanne roy rubina rupert russell ruth ryan sabrina sadia saeed
    saima sally sam samantha samina samir samuel sandra sandeep sanjay sarah saskia satish scott
    sean sebastian shabana shahid shane shannon sharon shaun sheila shirley sian sidney silvia simon
    simone sinead sofia sonia sophia sophie stacey stanley stella stephanie stephen steven stuart
    sue suleiman sunil sunita suresh surinder susan suzanne sybil sylvia tadeusz tahir tamara tania
    tanya tara tariq ted temitope terence teresa terry thelma theo theodore theresa thomas tiffany
    tim timothy tina toby todd tom tomasz tony tracey tracy trevor tunde tyler usha usman valerie
    vanessa vera vernon veronica vicky victor victoria vijay vikram vincent violet vivian vivien
    wanda wayne wendy wilfred william winifred winston wojciech xavier yasmin yusuf yvonne zachary
    zahra zainab zara zeynep zoe zofia zuzanna
"""

GIVEN_NAMES: Final = frozenset(_COMMON.split())
